using System.Runtime.InteropServices;
using GenEval.Generalization.Drivers;
using GenEval.Generalization.Learned;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace GenEval.MLNet;

/// <summary>What the core finds by this assembly's name: ML.NET's trainers of scorers and drivers, and the models that they saved.</summary>
public sealed class MLNetBackend : LearnedBackend, ITrainerSource, IDriverTrainerSource
{
    private const string LightGbm = "lightGbm";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Trainers { get; } = [.. TrainerNames.Where(name => name != LightGbm || HasLightGbm())];

    /// <inheritdoc/>
    public override string Version => typeof(MLContext).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <inheritdoc/>
    public IScorerTrainer Trainer(string name, bool readsText) => new MLNetTrainer(name, readsText);

    /// <inheritdoc/>
    public IDriverTrainer DriverTrainer(string name) => new TreeDriverTrainer();

    /// <inheritdoc/>
    public override ILearnedModel Load(byte[] payload, ScorerCard card, string path)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(card);
        if (ModelArchive.Problem(payload) is { } problem)
        {
            throw Invalid(path, problem, cause: null);
        }

        try
        {
            MLContext context = new(seed: 1);
            using MemoryStream zip = new(payload);
            ITransformer transformer = context.Model.Load(zip, out DataViewSchema input);
            ILearnedModel model = MLNetModel.Of(context, transformer, AnswerRow.HasTexts(input));
            // One answer now shows whether the model takes these features at all.
            double[] raw = model.Predict([new double[card.Features.Count]], [new ScoringItem("", [])]);
            return double.IsFinite(raw[0]) ? model : throw Invalid(path, "its model gives no number", cause: null);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException or IOException or InvalidDataException or NotSupportedException or System.Reflection.TargetInvocationException)
        {
            throw Invalid(path, "ML.NET cannot load its model", e);
        }
    }

    private static bool HasLightGbm()
    {
        bool has = NativeLibrary.TryLoad("lib_lightgbm", typeof(LightGbmBinaryTrainer).Assembly, searchPath: null, out nint library);
        if (has)
        {
            NativeLibrary.Free(library);
        }

        return has;
    }

    private static GenEvalException Invalid(string path, string problem, Exception? cause) => new($"The scorer '{path}' cannot be used: {problem}.", cause)
    {
        Id = "ScorerInvalid",
        Action = "Use the file as geneval scorer train wrote it, or train again.",
    };
}

using System.Globalization;
using GenEval.Generalization.Learned;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace GenEval.MLNet;

/// <summary>
/// A trainer of ML.NET's, on one thread and with its seed set, so that the same ratings give the same model. Trees are small and many: ratings are few
/// and noisy.
/// </summary>
internal sealed class MLNetTrainer(string name, bool readsText) : IScorerTrainer
{
    private const string Features = nameof(AnswerRow.Features);
    private const string Label = nameof(AnswerRow.Label);
    private const string Value = nameof(AnswerRow.Value);
    private const int Trees = 200;
    private const int Leaves = 8;
    private const double Rate = 0.1;

    public string Name => name;

    public bool ReadsText => readsText;

    /// <summary>ML.NET has no L-BFGS for least squares.</summary>
    public bool Supports(bool isBinary) => isBinary || name != "lbfgs";

    public TrainedModel Train(TrainingData data, long seed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        MLContext context = new((int)(seed & int.MaxValue));
        AnswerRow[] answers = [.. data.Features.Select((features, row) => AnswerRow.Of(features, data.Items[row], data.Targets[row]))];
        IDataView rows = AnswerRow.View(context, answers, data.Features[0].Length, readsText);
        int leaf = Math.Clamp(data.Targets.Length / 200, 5, 20);
        IEstimator<ITransformer> pipeline = data.IsBinary ? Binary(context, leaf, (int)(seed & int.MaxValue)) : Scaled(context, leaf, (int)(seed & int.MaxValue));
        ITransformer transformer = readsText ? WithTexts(context, answers, rows, pipeline) : pipeline.Fit(rows);
        using MemoryStream zip = new();
        context.Model.Save(transformer, rows.Schema, zip);
        return new TrainedModel(MLNetModel.Of(context, transformer, readsText), zip.ToArray(), Settings(leaf));
    }

    /// <summary>The texts are read once: trainers go over the data many times.</summary>
    private static TransformerChain<ITransformer> WithTexts(MLContext context, AnswerRow[] answers, IDataView rows, IEstimator<ITransformer> pipeline)
    {
        ITransformer texts = TextFeatures.Of(context, answers).Fit(rows);
        return new(texts, pipeline.Fit(context.Data.Cache(texts.Transform(rows), Features, Label, Value)));
    }

    private IEstimator<ITransformer> Binary(MLContext context, int leaf, int seed) => name switch
    {
        "fastTree" => context.BinaryClassification.Trainers.FastTree(Grown(new FastTreeBinaryTrainer.Options { LearningRate = Rate }, Label, Leaves, leaf, seed)),
        "fastForest" => context.BinaryClassification.Trainers.FastForest(Grown(new FastForestBinaryTrainer.Options(), Label, 4 * Leaves, leaf, seed)),
        "lightGbm" => context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = Label, FeatureColumnName = Features, NumberOfIterations = Trees, NumberOfLeaves = Leaves, LearningRate = Rate,
            MinimumExampleCountPerLeaf = leaf, NumberOfThreads = 1, Seed = seed, Silent = true,
        }),
        "sdca" => context.Transforms.NormalizeMeanVariance(Features).Append(context.BinaryClassification.Trainers.SdcaLogisticRegression(
            new SdcaLogisticRegressionBinaryTrainer.Options { LabelColumnName = Label, FeatureColumnName = Features, NumberOfThreads = 1, MaximumNumberOfIterations = 50 })),
        _ => context.Transforms.NormalizeMeanVariance(Features).Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options { LabelColumnName = Label, FeatureColumnName = Features, NumberOfThreads = 1, L1Regularization = 0, L2Regularization = 1 })),
    };

    private IEstimator<ITransformer> Scaled(MLContext context, int leaf, int seed) => name switch
    {
        "fastTree" => context.Regression.Trainers.FastTree(Grown(new FastTreeRegressionTrainer.Options { LearningRate = Rate }, Value, Leaves, leaf, seed)),
        "fastForest" => context.Regression.Trainers.FastForest(Grown(new FastForestRegressionTrainer.Options(), Value, 4 * Leaves, leaf, seed)),
        "lightGbm" => context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            LabelColumnName = Value, FeatureColumnName = Features, NumberOfIterations = Trees, NumberOfLeaves = Leaves, LearningRate = Rate,
            MinimumExampleCountPerLeaf = leaf, NumberOfThreads = 1, Seed = seed, Silent = true,
        }),
        "sdca" => context.Transforms.NormalizeMeanVariance(Features).Append(context.Regression.Trainers.Sdca(
            new SdcaRegressionTrainer.Options { LabelColumnName = Value, FeatureColumnName = Features, NumberOfThreads = 1, MaximumNumberOfIterations = 50 })),
        _ => throw new NotSupportedException(),
    };

    /// <summary>What trees of either kind have in common, whatever they learn.</summary>
    private static T Grown<T>(T options, string label, int leaves, int leaf, int seed) where T : TreeOptions
    {
        options.LabelColumnName = label;
        options.FeatureColumnName = Features;
        options.NumberOfTrees = Trees;
        options.NumberOfLeaves = leaves;
        options.MinimumExampleCountPerLeaf = leaf;
        options.NumberOfThreads = 1;
        options.Seed = seed;
        return options;
    }

    private Dictionary<string, string> Settings(int leaf)
    {
        Dictionary<string, string> settings = Own(leaf);
        if (readsText)
        {
            settings["textFeatures"] = TextFeatures.Setting;
        }

        return settings;
    }

    private Dictionary<string, string> Own(int leaf) => name is "sdca" or "lbfgs"
        ? new(StringComparer.Ordinal) { ["normalized"] = "mean and variance" }
        : new(StringComparer.Ordinal)
        {
            ["trees"] = Trees.ToString(CultureInfo.InvariantCulture),
            ["leaves"] = (name == "fastForest" ? 4 * Leaves : Leaves).ToString(CultureInfo.InvariantCulture),
            ["leastAnswersPerLeaf"] = leaf.ToString(CultureInfo.InvariantCulture),
        };
}

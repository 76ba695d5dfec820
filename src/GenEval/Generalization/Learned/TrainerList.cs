using System.Runtime.InteropServices;
using GenEval.Scoring.Learned;

namespace GenEval.Generalization.Learned;

/// <summary>The trainers by name.</summary>
internal static class TrainerList
{
    /// <summary>The trainers to try, linear first where it can.</summary>
    /// <param name="name">One of them, or null or auto.</param>
    /// <param name="readsText">Whether their models are to read the texts.</param>
    /// <exception cref="GenEvalException">There is no such trainer, it is not part of this build, or it does not read texts.</exception>
    public static IReadOnlyList<IScorerTrainer> Of(string? name, bool readsText)
    {
        if (name is null or ScorerOptions.Auto)
        {
            IEnumerable<IScorerTrainer> rest = (readsText ? LearnedBackend.For("Reading the texts", LearnedBackend.LinearScorer) : LearnedBackend.Installed) is { } installed
                ? installed.Trainers.Select(t => Trainer(installed, t, readsText)) : [];
            return readsText ? [.. rest] : [new LinearTrainer(), .. rest];
        }

        if (name == LearnedBackend.Linear)
        {
            return !readsText ? [new LinearTrainer()] : throw new GenEvalException(
                $"The trainer '{name}' does not read texts. Those of ML.NET have text features: {string.Join(", ", LearnedBackend.TrainerNames)}.")
            { Id = "TrainerUnsuited", Action = $"Choose one of these, for example --trainer {LearnedBackend.TrainerNames[0]}; or leave --text-features out." };
        }

        if (!LearnedBackend.TrainerNames.Contains(name, StringComparer.Ordinal))
        {
            throw new GenEvalException($"There is no trainer '{name}'. There are: {string.Join(", ", ScorerTraining.TrainerNames)}.") { Id = "TrainerUnknown", Action = "Choose one of these." };
        }

        LearnedBackend backend = LearnedBackend.For($"The trainer '{name}'", LearnedBackend.LinearScorer);
        return backend.Trainers.Contains(name, StringComparer.Ordinal) ? [Trainer(backend, name, readsText)] : throw new GenEvalException(
            $"The trainer '{name}' is not available on this machine: its native library is missing. There are: {LearnedBackend.Linear}, {string.Join(", ", backend.Trainers)}.")
        { Id = "TrainerMissing", Action = $"Choose one of these: {LearnedBackend.LinearScorer}." };
    }

    /// <summary>What a trainer's models depend on.</summary>
    public static Dictionary<string, string> Versions(string trainer)
    {
        Dictionary<string, string> versions = new(StringComparer.Ordinal)
        {
            ["geneval"] = typeof(TrainerList).Assembly.GetName().Version?.ToString(3) ?? "",
            ["runtime"] = RuntimeInformation.FrameworkDescription,
        };
        if (trainer != LearnedBackend.Linear && LearnedBackend.Installed is { } backend)
        {
            versions["microsoftML"] = backend.Version;
        }

        return versions;
    }

    private static IScorerTrainer Trainer(LearnedBackend backend, string name, bool readsText) => ((ITrainerSource)backend).Trainer(name, readsText);
}

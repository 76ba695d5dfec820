using System.Runtime.InteropServices;
using GenEval.Scoring.Learned;

namespace GenEval.Generalization.Learned;

/// <summary>The trainers by name.</summary>
internal static class TrainerList
{
    /// <summary>The trainers to try, linear first.</summary>
    /// <exception cref="GenEvalException">There is no such trainer, or it is not part of this build.</exception>
    public static IReadOnlyList<IScorerTrainer> Of(string? name)
    {
        if (name is null or ScorerOptions.Auto)
        {
            return [new LinearTrainer(), .. LearnedBackend.Installed is { } installed ? installed.Trainers.Select(t => Trainer(installed, t)) : []];
        }

        if (name == LearnedBackend.Linear)
        {
            return [new LinearTrainer()];
        }

        if (!LearnedBackend.TrainerNames.Contains(name, StringComparer.Ordinal))
        {
            throw new GenEvalException($"There is no trainer '{name}'. There are: {string.Join(", ", ScorerTraining.TrainerNames)}.") { Id = "TrainerUnknown", Action = "Choose one of these." };
        }

        LearnedBackend backend = LearnedBackend.For($"The trainer '{name}'", LearnedBackend.LinearScorer);
        return backend.Trainers.Contains(name, StringComparer.Ordinal) ? [Trainer(backend, name)] : throw new GenEvalException(
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

    private static IScorerTrainer Trainer(LearnedBackend backend, string name) => ((ITrainerSource)backend).Trainer(name);
}

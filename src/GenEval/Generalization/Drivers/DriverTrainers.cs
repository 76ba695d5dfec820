using GenEval.Scoring.Learned;

namespace GenEval.Generalization.Drivers;

/// <summary>Gives driver trainers by name: what a backend of <see cref="LearnedBackend"/> also is.</summary>
public interface IDriverTrainerSource
{
    /// <summary>The trainer of this name, one of <see cref="DriverTrainers.Names"/> but the linear one.</summary>
    IDriverTrainer DriverTrainer(string name);
}

/// <summary>The driver trainers by name.</summary>
public static class DriverTrainers
{
    /// <summary>Their names, the default first, whether they are part of this build or not.</summary>
    public static IReadOnlyList<string> Names { get; } = [LearnedBackend.Linear, "fastTree"];

    /// <summary>The trainer of a name; the linear one where it is null.</summary>
    /// <exception cref="GenEvalException">There is no such trainer, or it is not part of this build.</exception>
    public static IDriverTrainer Of(string? name) => name switch
    {
        null or LearnedBackend.Linear => new LinearDriverTrainer(),
        _ when Names.Contains(name, StringComparer.Ordinal) => ((IDriverTrainerSource)LearnedBackend.For($"The driver trainer '{name}'", "--driver-trainer linear")).DriverTrainer(name),
        _ => throw new GenEvalException($"There is no driver trainer '{name}'. There are: {string.Join(", ", Names)}.") { Id = "TrainerUnknown", Action = "Choose one of these." },
    };
}

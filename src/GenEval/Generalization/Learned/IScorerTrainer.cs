using GenEval.Scoring;
using GenEval.Scoring.Learned;

namespace GenEval.Generalization.Learned;

/// <summary>A way to fit a model to ratings. Deterministic: the same data and seed give the same model.</summary>
public interface IScorerTrainer
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Whether it can fit binary ratings, or scaled ones.</summary>
    bool Supports(bool isBinary) => true;

    /// <summary>Whether its models read the texts, beside the features.</summary>
    bool ReadsText => false;

    /// <summary>Fits a model; whatever it tunes, it tunes on this data alone.</summary>
    TrainedModel Train(TrainingData data, long seed, CancellationToken cancellationToken);
}

/// <summary>Gives trainers by name: what a backend of <see cref="LearnedBackend"/> also is.</summary>
public interface ITrainerSource
{
    /// <summary>The trainer of this name, one of <see cref="LearnedBackend.Trainers"/>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="readsText">Whether its models read the texts too.</param>
    IScorerTrainer Trainer(string name, bool readsText);
}

/// <summary>What a trainer sees.</summary>
/// <param name="Features">A row for each rating, inside the training range.</param>
/// <param name="Items">The answers themselves.</param>
/// <param name="Targets">The ratings on [0, 1]; 0 or 1 where they are binary.</param>
/// <param name="Groups">The group of each row, from 0: what a trainer must hold out together when it tunes.</param>
/// <param name="IsBinary">Whether to fit probabilities (the raw value is a log-odds) or the rating itself.</param>
public sealed record TrainingData(IReadOnlyList<double[]> Features, IReadOnlyList<ScoringItem> Items, double[] Targets, int[] Groups, bool IsBinary);

/// <summary>A fitted model.</summary>
/// <param name="Model">Ready to predict.</param>
/// <param name="Payload">As its backend saves it; null for the core's own.</param>
/// <param name="Settings">What was chosen, by name.</param>
public sealed record TrainedModel(ILearnedModel Model, byte[]? Payload, IReadOnlyDictionary<string, string> Settings);

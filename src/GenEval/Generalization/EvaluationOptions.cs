using GenEval.Scoring;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>How answers without a score enter the levels.</summary>
public enum UnscoredPolicy
{
    /// <summary>They are left out of the estimate, counted, and decide whether the verdict stands.</summary>
    Exclude,

    /// <summary>They count as 0.</summary>
    Zero,
}

/// <summary>What a suite says for whoever does not say otherwise.</summary>
/// <param name="Threshold">eps in [0, 1], or null.</param>
/// <param name="Wordings">The wordings' design, or null to infer it.</param>
public sealed record SuiteDefaults(double? Threshold = null, WordingDesign? Wordings = null);

/// <summary>How an evaluation is done. Every default is the one of the command line.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The threshold when neither the user nor the suite chose one.</summary>
    public const double DefaultThreshold = 0.5;

    /// <summary>Metrics, each NAME or NAME:ARGUMENT; empty means each task's own, else the suite's, else rougeL.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>The metrics that names are looked up in; a caller adds its own here.</summary>
    public ScorerCatalog Scorers { get; init; } = GenEval.Scoring.Scorers.Catalog;

    /// <summary>eps in [0, 1]; null means the suite's, else <see cref="DefaultThreshold"/> with a warning.</summary>
    public double? Threshold { get; init; }

    /// <summary>Confidence in (0, 1) of intervals (two-sided) and bounds (one-sided).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed of whatever is drawn at random; stored in the report.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How answers without a score enter the levels.</summary>
    public UnscoredPolicy Unscored { get; init; } = UnscoredPolicy.Exclude;

    /// <summary>The wordings' design; null means the suite's, else inferred, which the report says.</summary>
    public WordingDesign? WordingDesign { get; init; }

    /// <summary>How many of the worst answers of each level the report carries; 0 for none.</summary>
    public int Worst { get; init; } = 5;

    /// <summary>How many answers of each level the report carries that were drawn at random with <see cref="Seed"/>, evenly over tasks; 0 for none.</summary>
    public int Sample { get; init; } = 10;

    /// <summary>What each suite says, by name.</summary>
    public IReadOnlyDictionary<string, SuiteDefaults> Suites { get; init; } = new Dictionary<string, SuiteDefaults>(StringComparer.Ordinal);

    /// <summary>The records of the same model before tuning, for the transfer ratio; null without one.</summary>
    public IEnumerable<EvaluationRecord>? Baseline { get; init; }

    /// <summary>Files or folders of training text that new inputs are looked for in (<see cref="ContaminationCheck"/>); may be none.</summary>
    public IReadOnlyList<string> Corpus { get; init; } = [];

    /// <summary>How many threads score; 0 means one a core. The numbers do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>What fits the scores to features of the answers, for the report's drivers; null means linearly.</summary>
    public Drivers.IDriverTrainer? DriverTrainer { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="GenEvalException">A value is out of its range.</exception>
    public void Validate()
    {
        if (Threshold is not (null or (>= 0 and <= 1)))
        {
            throw new GenEvalException($"The threshold is {Threshold:R}; it is a score and must be from 0 to 1.") { Id = "ThresholdOutOfRange" };
        }

        if (Confidence is not (> 0 and < 1))
        {
            throw new GenEvalException($"The confidence is {Confidence:R}; it must be above 0 and below 1, for example 0.95.") { Id = "ConfidenceOutOfRange" };
        }

        if (Worst < 0)
        {
            throw new GenEvalException($"The number of worst answers is {Worst}; it must be 0 or more.") { Id = "WorstOutOfRange" };
        }

        if (Sample < 0)
        {
            throw new GenEvalException($"The number of answers drawn at random is {Sample}; it must be 0 or more.") { Id = "SampleOutOfRange" };
        }
    }
}

namespace GenEval.Generalization;

/// <summary>
/// What a run shows: the levels of the ladder with their intervals and verdicts, the gaps between them, the tasks, a diagnosis, and what was
/// counted and warned about. One model, one suite, one metric. Its properties are, in camel case, the members of geneval.report/1.
/// </summary>
[TypeFormatterSource(MimeTypes.Html, MimeTypes.Plain)]
public sealed record Report
{
    /// <summary>The document's name and version.</summary>
    public string Schema => "geneval.report/1";

    /// <summary>The suite's name, or null for plain records.</summary>
    public string? Suite { get; init; }

    /// <summary>The model's name; "unnamed" where the records do not say.</summary>
    public required string Model { get; init; }

    /// <summary>What the records' labels say of the run, by name; empty where they say nothing.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The metric's name, or <c>perTask</c> where tasks have their own.</summary>
    public required string Metric { get; init; }

    /// <summary>eps: a level above it generalizes; in [0, 1].</summary>
    public required double Threshold { get; init; }

    /// <summary>The confidence of intervals (two-sided) and bounds (one-sided), in (0, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>The seed of whatever is drawn at random.</summary>
    public required long Seed { get; init; }

    /// <summary>What was done with unscored answers: <c>exclude</c> or <c>zero</c>.</summary>
    public required string UnscoredPolicy { get; init; }

    /// <summary>How wordings stand to tasks, and whether that was inferred.</summary>
    public required ReportWordingDesign WordingDesign { get; init; }

    /// <summary>The rungs of the ladder.</summary>
    public required LevelSet Levels { get; init; }

    /// <summary>The differences between rungs.</summary>
    public required GapSet Gaps { get; init; }

    /// <summary>One row for each task and level, by level, then task id.</summary>
    public required IReadOnlyList<TaskRow> Tasks { get; init; }

    /// <summary>Where the scores' variance comes from, or null.</summary>
    public VarianceReport? Variance { get; init; }

    /// <summary>How much the wording matters, or null.</summary>
    public WordingsReport? Wordings { get; init; }

    /// <summary>The levels without the items that were found in training text, or null.</summary>
    public ContaminationReport? Contamination { get; init; }

    /// <summary>How far a learned metric is to be trusted, or null for other metrics.</summary>
    public LearnedReport? Learned { get; init; }

    /// <summary>How far the metric agrees with human ratings, or null without any.</summary>
    public AgreementReport? Agreement { get; init; }

    /// <summary>What goes with low scores, or null.</summary>
    public IReadOnlyList<Driver>? Drivers { get; init; }

    /// <summary>What fitted the scores to the features for <see cref="Drivers"/>, one of <see cref="GenEval.Generalization.Drivers.DriverTrainers.Names"/> or a caller's own.</summary>
    public string DriverTrainer { get; init; } = GenEval.Scoring.Learned.LearnedBackend.Linear;

    /// <summary>Gain on unseen tasks / gain on seen tasks against the baseline, or null without one.</summary>
    public TransferRatio? TransferRatio { get; init; }

    /// <summary>What kind of generalizer this is, in words.</summary>
    public required Diagnosis Diagnosis { get; init; }

    /// <summary>How many answers there were and what became of them.</summary>
    public required Counts Counts { get; init; }

    /// <summary>What a reader must know before trusting the numbers.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>Why a member is null, by its path (<c>levels.recall</c>, <c>variance</c>).</summary>
    public required IReadOnlyDictionary<string, string> Reason { get; init; }

    /// <summary>Answers to read: the worst of each level, chosen by score and labelled as such.</summary>
    public IReadOnlyList<AnswerSample> Worst { get; init; } = [];

    /// <summary>Answers drawn at random with <see cref="Seed"/>, evenly over levels and their tasks: what is typical.</summary>
    public IReadOnlyList<AnswerSample> Sample { get; init; } = [];

    /// <summary>Tasks by wording, where a task has several; by level, task, wording.</summary>
    public IReadOnlyList<WordingCell> Cells { get; init; } = [];

    /// <summary>How the scores of each level are spread, by level.</summary>
    public IReadOnlyList<ScoreDistribution> Distributions { get; init; } = [];
}

/// <summary>How wordings stand to tasks.</summary>
/// <param name="Design"><c>crossed</c> or <c>nested</c>.</param>
/// <param name="Inferred">Whether nobody said so, and it was read off the instruction ids.</param>
public sealed record ReportWordingDesign(string Design, bool Inferred);

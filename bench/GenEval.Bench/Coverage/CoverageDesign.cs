using GenEval.Statistics;

namespace GenEval.Bench.Coverage;

/// <summary>What is estimated.</summary>
internal enum Estimand
{
    /// <summary>The mean of the named tasks under the named wordings.</summary>
    IntraTask,

    /// <summary>The mean of the named tasks, wordings random.</summary>
    Instruction,

    /// <summary>The mean of the population of tasks.</summary>
    InterTask,

    /// <summary>The same, wordings random.</summary>
    InterTaskRandomWordings,

    /// <summary>Seen minus unseen population means.</summary>
    Gap,

    /// <summary>Trained minus new wordings on the same inputs of the named tasks.</summary>
    PairedWordingGap,

    /// <summary>The share of the population of tasks above <see cref="CoverageDesign.Threshold"/>.</summary>
    Share,
}

/// <summary>How tasks differ.</summary>
internal enum TaskShape
{
    /// <summary>Logits are normal.</summary>
    LogitNormal,

    /// <summary>Levels are uniform about the mean, as wide as [0, 1] allows.</summary>
    Uniform,

    /// <summary>A task is easy (.95) or hard, in such shares that the mean is right.</summary>
    TwoKinds,
}

/// <summary>How an input's score comes from its expected value.</summary>
internal enum ScoreKind
{
    /// <summary>0 or 1.</summary>
    Binary,

    /// <summary>Beta with precision 2: spread wide.</summary>
    Beta2,

    /// <summary>Beta with precision 10.</summary>
    Beta10,
}

/// <summary>A simulated design; sd's are on the logit scale.</summary>
internal sealed record CoverageDesign
{
    public required Estimand Estimand { get; init; }

    public required int Tasks { get; init; }

    /// <summary>u5_40, bN, skew, mix1 (half of the tasks one input, the others 20).</summary>
    public string Inputs { get; init; } = "u5_40";

    public double Level { get; init; } = 0.6;

    public double TaskSpread { get; init; } = 1;

    public double InputSpread { get; init; }

    public double WordingSpread { get; init; }

    public double TaskWordingSpread { get; init; }

    public int Wordings { get; init; } = 1;

    public WordingDesign Design { get; init; }

    public ScoreKind Score { get; init; }

    public TaskShape Shape { get; init; }

    /// <summary>The share of (input, wording) cells that were not asked.</summary>
    public double Missing { get; init; }

    /// <summary>Answers to each prompt.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Of the unseen side of a gap.</summary>
    public int UnseenTasks { get; init; }

    public double UnseenLevel { get; init; }

    /// <summary>Correlation of the k-th seen with the k-th unseen task's logit.</summary>
    public double Correlation { get; init; }

    public double Threshold { get; init; } = 0.5;

    /// <summary>Coverage, lower and upper one-sided error, mean width and replications of the reference study, where it has this design.</summary>
    public Reference? Reference { get; init; }

    /// <summary>The wording of the table.</summary>
    public override string ToString()
    {
        List<string> parts = [Estimand == Estimand.Gap ? $"{Tasks} against {UnseenTasks} tasks" : $"{Tasks} tasks", Inputs, FormattableString.Invariant($"level {Level}")];
        Add(Estimand == Estimand.Gap, FormattableString.Invariant($"unseen {UnseenLevel}"));
        Add(Estimand == Estimand.Share, FormattableString.Invariant($"above {Threshold}, sd {TaskSpread}"));
        Add(Score != ScoreKind.Binary, Score == ScoreKind.Beta2 ? "beta(2)" : "beta(10)");
        Add(Shape == TaskShape.Uniform, "tasks uniform");
        Add(Shape == TaskShape.TwoKinds, "tasks of two kinds");
        Add(Wordings > 1, FormattableString.Invariant($"{Wordings} wordings {(Design == WordingDesign.Crossed ? "crossed" : "nested")} (sd {WordingSpread}, {TaskWordingSpread})"));
        Add(Missing > 0, FormattableString.Invariant($"{Missing:P0} of cells missing"));
        Add(Repeats > 1, $"{Repeats} repeats");
        Add(Correlation != 0, FormattableString.Invariant($"sides correlated {Correlation}"));
        return string.Join(", ", parts);

        void Add(bool condition, string part)
        {
            if (condition)
            {
                parts.Add(part);
            }
        }
    }
}

/// <summary>What the reference study found.</summary>
internal sealed record Reference(double Coverage, double LowerError, double UpperError, double Width, int Replications);

using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>Variance components of the scores, and what they mean for the next design.</summary>
public sealed record VarianceReport
{
    /// <summary>The rung whose scores were analysed: interTask where it can tell, else unlabelled, instruction or intraTask.</summary>
    public required LevelKind Level { get; init; }

    /// <summary>The facets and how they cross or nest.</summary>
    public required string Design { get; init; }

    /// <summary>anova or reml.</summary>
    public required string Method { get; init; }

    /// <summary>Components, negative ones set to 0.</summary>
    public required VarianceComponents Components { get; init; }

    /// <summary>Components as estimated.</summary>
    public required VarianceComponents Raw { get; init; }

    /// <summary>Of the mean, with tasks and wordings random.</summary>
    public double? StandardError { get; init; }

    /// <summary>Of that standard error.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Of the mean, two-sided.</summary>
    public Interval? Interval { get; init; }

    /// <summary>E rho^2, in [0, 1].</summary>
    public double? Generalizability { get; init; }

    /// <summary>Phi, in [0, 1].</summary>
    public double? Dependability { get; init; }

    /// <summary>What more tasks, inputs or wordings would buy, in sentences.</summary>
    public required IReadOnlyList<string> Advice { get; init; }

    /// <summary>Why something above is null.</summary>
    public string? Reason { get; init; }
}

/// <summary>Variances in squared units of the score; null where the design cannot separate one.</summary>
public sealed record VarianceComponents
{
    /// <summary>Between tasks.</summary>
    public double? Task { get; init; }

    /// <summary>Between inputs of a task.</summary>
    public double? Input { get; init; }

    /// <summary>Between wordings.</summary>
    public double? Wording { get; init; }

    /// <summary>Task by wording.</summary>
    public double? TaskWording { get; init; }

    /// <summary>Between repeats of a prompt.</summary>
    public double? Repeat { get; init; }

    /// <summary>The rest.</summary>
    public double? Residual { get; init; }
}

/// <summary>What the wording of an instruction does to the score.</summary>
public sealed record WordingsReport
{
    /// <summary>The rung whose scores were analysed, chosen as for the variance.</summary>
    public required LevelKind Level { get; init; }

    /// <summary>AvgP: the mean over wordings.</summary>
    public double? Average { get; init; }

    /// <summary>MaxP: the best wording's mean.</summary>
    public double? Max { get; init; }

    /// <summary>Best minus worst wording.</summary>
    public double? Spread { get; init; }

    /// <summary>1 - (max - average).</summary>
    public double? Saturation { get; init; }

    /// <summary>saturation x max.</summary>
    public double? Cps { get; init; }

    /// <summary>Mean over inputs of the mean |y_i - y_j|.</summary>
    public double? Pss { get; init; }

    /// <summary>Share of equal answers between wordings.</summary>
    public double? Consistency { get; init; }

    /// <summary>ICC(A,1) of wordings over inputs.</summary>
    public double? Icc { get; init; }

    /// <summary>Why something above is null.</summary>
    public string? Reason { get; init; }
}

/// <summary>New inputs that stand in training text, and the levels without them.</summary>
/// <param name="Flagged">How many inputs.</param>
/// <param name="Items">Of how many.</param>
/// <param name="LevelsClean">The levels on the clean inputs; a level of which no input is clean is null.</param>
public sealed record ContaminationReport(int Flagged, int Items, LevelSet LevelsClean)
{
    /// <summary>All - clean by level: what the flagged inputs add; null on a level without records, and where nothing is flagged.</summary>
    public LevelDifferences? Difference { get; init; }

    /// <summary>Flagged inputs by kind; an input may have several.</summary>
    public IReadOnlyDictionary<string, int> ByKind { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>New inputs with fewer words than an n-gram: only equal and nearly equal training inputs are found.</summary>
    public int TooShort { get; init; }
}

/// <summary>How far a learned metric is to be trusted.</summary>
/// <param name="CrossValidation">Agreement with people on tasks it was not trained on.</param>
/// <param name="OutsideRange">Answers unlike anything it was trained on.</param>
public sealed record LearnedReport(IReadOnlyDictionary<string, double?> CrossValidation, int OutsideRange)
{
    /// <summary>What it was trained with.</summary>
    public string? Trainer { get; init; }

    /// <summary>How many ratings it was trained on.</summary>
    public int? Ratings { get; init; }

    /// <summary>Of how many tasks; with one, its agreement was measured on new inputs of that task.</summary>
    public int? Tasks { get; init; }

    /// <summary>Of the AUC or rank correlation, two-sided, at the confidence of the training.</summary>
    public Interval? Interval { get; init; }
}

/// <summary>A feature that goes with low or high scores: an association over tasks, not a cause.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Importance">The share of the scores' variance that the prediction of held-out tasks loses when the feature is permuted.</param>
/// <param name="Interval">Two-sided, over tasks.</param>
/// <param name="PAdjusted">By Holm over the features.</param>
/// <param name="Sentence">What it means.</param>
public sealed record Driver(string Feature, double? Importance, Interval? Interval, double? PAdjusted, string Sentence)
{
    /// <summary>The predicted score at the upper quartile less that at the lower one (or with it less without; the best category less the worst).</summary>
    public double? Effect { get; init; }

    /// <summary>In how many tasks it was measured.</summary>
    public int Tasks { get; init; }

    /// <summary>Whether it survives the correction at 5%.</summary>
    public bool IsClear => Importance is > 0 && PAdjusted is < 0.05;
}

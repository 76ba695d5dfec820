namespace GenEval.Statistics;

/// <summary>Why a statistic is null: stable words for documents.</summary>
public static class Reasons
{
    /// <summary>No score at all.</summary>
    public const string NoScores = "noScores";

    /// <summary>Fewer than two inputs in all, so nothing varies that could be measured.</summary>
    public const string FewerThanTwoInputs = "fewerThanTwoInputs";

    /// <summary>Tasks are random and there is one.</summary>
    public const string OneTask = "oneTask";

    /// <summary>The generalization gap has one unseen task.</summary>
    public const string OneUnseenTask = "oneUnseenTask";

    /// <summary>Every task has one input, so the variance within tasks is unknown.</summary>
    public const string OneInputPerTask = "oneInputPerTask";

    /// <summary>Wordings are random and there is one.</summary>
    public const string OneWording = "oneWording";

    /// <summary>All values are equal, so there is no test.</summary>
    public const string ZeroVariance = "zeroVariance";

    /// <summary>The gain on seen tasks is not clearly different from 0, so a ratio to it means nothing.</summary>
    public const string SeenGainNotClear = "seenGainNotClear";

    /// <summary>The model lost on seen tasks.</summary>
    public const string SeenGainNegative = "seenGainNegative";

    /// <summary>One of the rungs that are compared is undefined.</summary>
    public const string RungUndefined = "rungUndefined";

    /// <summary>All points have the same size, so there is no slope.</summary>
    public const string OneSize = "oneSize";

    /// <summary>Two points lie on a line whatever they are.</summary>
    public const string TwoPoints = "twoPoints";

    /// <summary>The design does not tell the variance components apart.</summary>
    public const string NotSeparable = "notSeparable";

    /// <summary>Fewer human ratings than an interval needs.</summary>
    public const string FewRatings = "fewRatings";

    /// <summary>Tasks are random, and too few of them have a rating.</summary>
    public const string FewRatedTasks = "fewRatedTasks";

    /// <summary>The tasks are the ones named, and one of them has no rating.</summary>
    public const string TaskWithoutRatings = "taskWithoutRatings";
}

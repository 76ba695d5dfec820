using System.Globalization;

namespace GenEval.Statistics;

public static partial class Ladder
{
    /// <summary>
    /// The rung <c>instruction</c>: the tasks are the ones named, wordings and inputs are random. One wording: inputs only, with
    /// <see cref="Reasons.OneWording"/> said by the caller's warning; nested with a task of one wording: as <see cref="InterTask"/>, which is
    /// conservative; some cell missing: the level and the variances of <see cref="Reml"/>, null where the cells do not tell those apart.
    /// </summary>
    public static LevelEstimate Instruction(IReadOnlyList<TaskScores> tasks, WordingDesign design, double confidence = 0.95)
    {
        string method = $"Wilson interval, Banerjee half-width; tasks fixed, wordings ({Name(design)}) and inputs random";
        Confidence at = new(confidence);
        TaskScores[] used = Usable(tasks);
        if (Thin(used, method) is { } thin)
        {
            return thin;
        }

        if (Array.TrueForAll(used, task => task.Wordings == 1) && (used.Length == 1 || design == WordingDesign.Crossed))
        {
            return IntraTask(used, confidence);
        }

        if (design == WordingDesign.Nested && Array.Exists(used, task => task.Wordings == 1))
        {
            return InterTask(used, confidence);
        }

        ThrowUnlessAligned(used, design);
        FixedTasksVariance inputs = new(used);
        return Array.TrueForAll(used, task => task.IsComplete)
            ? WithWordings(MacroMean(used), FixedTasksRandomWordings(used, inputs.Part, design), inputs.SizeAtEnds, method, "inputs", at)
            : Incomplete(used, design, inputs.Part, inputs.SizeAtEnds, method, "inputs", at);
    }

    /// <summary>
    /// <c>interTask</c> with tasks, wordings and inputs random, every task under the same wordings: the interval of the variance section; the level
    /// itself takes the wordings as named. Null with one wording or one task; with a cell missing by <see cref="Reml"/>.
    /// </summary>
    public static LevelEstimate InterTaskRandomWordings(IReadOnlyList<TaskScores> tasks, double confidence = 0.95)
    {
        const string Method = "Wilson interval, Banerjee half-width; tasks, wordings (crossed) and inputs random";
        Confidence at = new(confidence);
        TaskScores[] used = Usable(tasks);
        if (Thin(used, Method) is { } thin)
        {
            return thin;
        }

        string? reason = used.Length < 2 ? Reasons.OneTask : used[0].Wordings < 2 ? Reasons.OneWording : null;
        if (reason is not null)
        {
            return LevelEstimate.Undefined(MacroMean(used), reason, Method);
        }

        ThrowUnlessAligned(used, WordingDesign.Crossed);
        double count = used.Length;
        double between = VarianceBetween(used) / count;
        VariancePart floor = new(Math.Max(between, new FixedTasksVariance(used).Value), count - 1);
        if (!Array.TrueForAll(used, task => task.IsComplete))
        {
            return Incomplete(used, WordingDesign.Crossed, floor, count, Method, "tasks", at);
        }

        double[][] means = Array.ConvertAll(used, task => task.WordingMeans());
        RandomWordings variance = new(RandomWordings.Crossed(means), Math.Max(between - Interaction(used, means), 0), floor);
        return WithWordings(MacroMean(used), variance, count, Method, "tasks", at);
    }

    /// <summary>The variance of fixed tasks under random wordings; <paramref name="inputs"/> is that of the inputs alone.</summary>
    internal static RandomWordings FixedTasksRandomWordings(TaskScores[] tasks, VariancePart inputs, WordingDesign design)
    {
        double[][] means = Array.ConvertAll(tasks, task => task.WordingMeans());
        VariancePart wordings = design == WordingDesign.Crossed ? RandomWordings.Crossed(means) : RandomWordings.Nested(means);
        double count = tasks.Length;
        CompensatedSum residual = default;
        for (int task = 0; task < tasks.Length; task++)
        {
            residual.Add(tasks[task].MeanSquareError(means[task]) / ((double)tasks[task].Inputs * tasks[task].Wordings) / (count * count));
        }

        return new RandomWordings(wordings, Math.Max(inputs.Variance - residual.Value, 0), inputs);
    }

    /// <summary>Crossed wordings are the same ones in every task.</summary>
    internal static void ThrowUnlessAligned(TaskScores[] tasks, WordingDesign design)
    {
        if (design == WordingDesign.Crossed && Array.Exists(tasks, task => task.Wordings != tasks[0].Wordings))
        {
            throw new ArgumentException("Crossed wordings: every task has the same columns; mark what was not asked as missing.", nameof(tasks));
        }
    }

    internal static string Name(WordingDesign design) => design == WordingDesign.Crossed ? "crossed" : "nested";

    /// <summary>V_ti: what task by wording adds to the variance of the mean.</summary>
    internal static double Interaction(TaskScores[] tasks, double[][] means)
    {
        double[] overTasks = RandomWordings.MeansOverTasks(means);
        double grand = MacroMean(tasks);
        CompensatedSum sum = default;
        for (int task = 0; task < tasks.Length; task++)
        {
            for (int wording = 0; wording < overTasks.Length; wording++)
            {
                double residual = means[task][wording] - tasks[task].M - overTasks[wording] + grand;
                sum.Add(residual * residual);
            }
        }

        double count = tasks.Length;
        double wordings = overTasks.Length;
        return sum.Value / ((count - 1) * (wordings - 1)) / (count * wordings);
    }

    /// <summary>The same estimator with what REML makes of incomplete tables; tasks are fixed where the rest is of inputs.</summary>
    private static LevelEstimate Incomplete(
        TaskScores[] tasks, WordingDesign design, VariancePart floor, double atEnds, string method, string rest, Confidence confidence)
    {
        bool tasksFixed = string.Equals(rest, "inputs", StringComparison.Ordinal);
        (double? level, RandomWordings? variance, string? reason) = IncompleteVariance(tasks, design, floor, tasksFixed);
        return variance is { } found
            ? WithWordings(Math.Clamp(level ?? MacroMean(tasks), 0, 1), found, atEnds, method + "; REML for missing cells", rest, confidence)
            : LevelEstimate.Undefined(MacroMean(tasks), reason ?? Reasons.NotSeparable, method);
    }

    /// <summary>The level and its variance under random wordings where cells are missing; without a variance the reason why.</summary>
    internal static (double? Level, RandomWordings? Variance, string? Reason) IncompleteVariance(
        TaskScores[] tasks, WordingDesign design, VariancePart floor, bool tasksFixed)
    {
        RemlFit fit = Reml.FitTables(tasks, design, tasksFixed);
        bool equal = string.Equals(fit.Analysis.Reason, Reasons.ZeroVariance, StringComparison.Ordinal);
        if (!equal && (fit.Analysis.Reason is not null || fit.WordingVariance is null))
        {
            return (fit.Analysis.Mean, null, fit.Analysis.Reason ?? Reasons.NotSeparable);
        }

        VariancePart wordings = new(fit.WordingVariance ?? 0, RandomWordings.DegreesOfFreedom(tasks, design));
        return (fit.Analysis.Mean, new RandomWordings(wordings, fit.OtherVariance, floor), null);
    }

    private static LevelEstimate WithWordings(double mean, RandomWordings variance, double atEnds, string method, string rest, Confidence confidence)
    {
        string mixed = string.Create(
            CultureInfo.InvariantCulture, $"{method}; t with {variance.Wordings.DegreesOfFreedom:0.##} df for wordings, {variance.Floor.DegreesOfFreedom:0.##} for {rest}");
        return EffectiveWilson.Estimate(mean, variance.Variance, atEnds, variance.Quantile, df: null, mixed, variance.Parts, confidence);
    }
}

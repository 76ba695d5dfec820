using System.Globalization;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Performance across tasks against the number of training tasks. The members of geneval.scaling/1.</summary>
[TypeFormatterSource(MimeTypes.Html, MimeTypes.Plain)]
public sealed record ScalingReport
{
    /// <summary>The document's name and version.</summary>
    public string Schema => "geneval.scaling/1";

    /// <summary>The label that has the number of training tasks.</summary>
    public required string Label { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Of the intervals, in (0, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>One a run, by number of training tasks.</summary>
    public required IReadOnlyList<ScalingPoint> Points { get; init; }

    /// <summary>Performance at one training task by the fit.</summary>
    public double? Intercept { get; init; }

    /// <summary>What each doubling of the training tasks adds.</summary>
    public required Difference Slope { get; init; }

    /// <summary>Points less two.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>What a reader must know before trusting the numbers.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }
}

/// <summary>A run's level across tasks.</summary>
/// <param name="TrainTasks">The number of training tasks, as its label says.</param>
/// <param name="Model">The model.</param>
/// <param name="Estimate">Its interTask level (unlabelled where its tasks are).</param>
/// <param name="Interval">Two-sided.</param>
/// <param name="Tasks">Tasks with a score.</param>
public sealed record ScalingPoint(double TrainTasks, string Model, double? Estimate, Interval? Interval, int Tasks);

/// <summary>Does more tuning data help across tasks?</summary>
public static class ScalingStudy
{
    /// <summary>Fits performance = a + b log2(training tasks) to the runs in the records; each value of the label, for each model, is a run.</summary>
    /// <exception cref="GenEvalException">A record lacks the label, or its value is no number above 0; no record; an option out of range.</exception>
    public static ScalingReport Fit(IEnumerable<EvaluationRecord> records, string label = "trainTasks", EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        options = (options ?? new()) with { Worst = 0, Sample = 0 };
        options.Validate();
        // The run's name becomes "value, tab, model": the tables then are the runs, and the value is read back from them.
        IEnumerable<EvaluationRecord> named = records.Select(r => r with { Model = string.Create(CultureInfo.InvariantCulture, $"{Number(r, label):R}\t{r.Model ?? RecordIdentity.Unnamed}") });
        List<ScalingPoint> points = [];
        string metric = "";
        foreach ((CellTable table, _) in CellTables.Read(named, options, cancellationToken).All)
        {
            WordingChoice wordings = WordingChoice.Of(table, options.WordingDesign);
            LevelEstimator estimator = new(table, wordings.Ranks, wordings.Design, options.Threshold ?? EvaluationOptions.DefaultThreshold, options.Confidence, options.Unscored);
            EstimatedLevel? level = estimator.Estimate(LevelKind.InterTask) ?? estimator.Estimate(LevelKind.Unlabelled);
            string[] name = table.Model.Split('\t', 2);
            points.Add(new(double.Parse(name[0], CultureInfo.InvariantCulture), name[1], level?.Level.Estimate, level?.Level.Interval, level?.Level.Tasks ?? 0));
            metric = table.MetricNames.Count == 1 ? table.MetricNames.Min! : "perTask";
        }

        points = [.. points.OrderBy(p => p.TrainTasks).ThenBy(p => p.Model, StringComparer.Ordinal)];
        ScalingPoint[] known = [.. points.Where(p => p.Estimate is not null)];
        LogLinearFit fit = LogLinear.Fit([.. known.Select(p => p.TrainTasks)], [.. known.Select(p => p.Estimate!.Value)], options.Confidence);
        return new ScalingReport
        {
            Label = label,
            Metric = metric,
            Confidence = options.Confidence,
            Points = points,
            Intercept = fit.Intercept,
            Slope = Difference.Of(fit.Slope),
            DegreesOfFreedom = fit.DegreesOfFreedom,
            Warnings = known.Length < 5
                ? [new("fewPoints", $"{Words.Count(known.Length, "run")}: the slope's interval rests on few runs, and takes the curve as log-linear.")]
                : [],
        };
    }

    private static double Number(EvaluationRecord record, string label) =>
        record.Labels?.GetValueOrDefault(label) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 0 and < double.PositiveInfinity
            ? value
            : throw new GenEvalException($"{record.Origin}: the record's label '{label}' is {(record.Labels?.GetValueOrDefault(label) is { } wrong ? $"'{wrong}'" : "missing")}; a number of training tasks above 0 is needed.")
            {
                Id = "LabelMissing",
                Action = "Give every record its run's number: \"labels\": {\"" + label + "\": \"64\"}.",
            };
}

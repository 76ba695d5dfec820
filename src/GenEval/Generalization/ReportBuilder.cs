using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>From a table of cells to a report.</summary>
internal static class ReportBuilder
{
    private const string PerTask = "perTask";

    public static Report Build(
        CellTable table, ReadableAnswers answers, CellTable? baseline, EvaluationContamination contamination, IEnumerable<SuiteWarning> inputWarnings, EvaluationOptions options)
    {
        SuiteDefaults defaults = table.Suite is { } suite ? options.Suites.GetValueOrDefault(suite) ?? new() : new();
        List<Warning> warnings = [.. inputWarnings.Select(w => new Warning(w.Code, w.Message))];
        double threshold = options.Threshold ?? defaults.Threshold ?? EvaluationOptions.DefaultThreshold;
        if (options.Threshold is null && defaults.Threshold is null)
        {
            warnings.Add(new("defaultThreshold", $"Nobody chose a threshold, so {Words.Number(threshold)} is used: choose the score that your use needs with --threshold."));
        }

        string metric = table.MetricNames.Count == 1 ? table.MetricNames.Min! : PerTask;
        if (metric == PerTask)
        {
            warnings.Add(new("metricPerTask", $"Tasks are scored by different metrics ({Words.List(table.MetricNames)}), whose values mean different things: a level over them is a mean of unlike numbers. Choose one with --metric."));
        }

        WordingChoice wordings = WordingChoice.Of(table, options.WordingDesign ?? defaults.Wordings);
        if (wordings.Warning is { } inferred)
        {
            warnings.Add(inferred);
        }

        LevelEstimator estimator = new(table, wordings.Ranks, wordings.Design, threshold, options.Confidence, options.Unscored);
        List<EstimatedLevel> estimated = [.. Enum.GetValues<LevelKind>().Select(estimator.Estimate).OfType<EstimatedLevel>()];
        LevelSet levels = Levels(estimated);
        GapSet gaps = GapEstimator.Estimate(estimated, wordings, options.Confidence);
        TransferRatio? transfer = baseline is null ? null : Comparer.Transfer(PairTable.Of(table, baseline, options.Unscored), options.Confidence);
        (VarianceReport? variance, string? noVariance) = VarianceBuilder.Build(table, wordings, options.Confidence, options.Unscored);
        (WordingsReport? ofWordings, string? noWordings) = WordingsBuilder.Build(table, estimated, wordings);
        AgreementReport? agreement = AgreementBuilder.Build(table, threshold, options.Confidence);
        (ContaminationReport? found, string? noContamination) = contamination.Of(table, levels, threshold, options);
        Drivers.IDriverTrainer driverTrainer = options.DriverTrainer ?? Drivers.DriverTrainers.Of(name: null);
        (IReadOnlyList<Driver>? drivers, string? noDrivers) = DriverSection.Of(table, wordings.Design == WordingDesign.Crossed, driverTrainer, options.Confidence, options.Seed);
        Diagnosis diagnosis = Diagnoser.Diagnose(levels, gaps, threshold);
        warnings.AddRange(WarningRules.OfTable(table));
        warnings.AddRange(WarningRules.OfContamination(found));
        warnings.AddRange(WarningRules.OfLevels(estimated, wordings.Design));
        warnings.AddRange(WarningRules.OfGaps(gaps, estimated));
        warnings.AddRange(LearnedSection.Warnings(table));
        LearnedReport? learned = LearnedSection.Of(table);
        return new Report
        {
            Suite = table.Suite,
            Model = table.Model,
            Labels = table.Labels(),
            Metric = metric,
            Threshold = threshold,
            Confidence = options.Confidence,
            Seed = options.Seed,
            UnscoredPolicy = Words.Name(options.Unscored),
            WordingDesign = new(Words.Name(wordings.Design), wordings.Inferred),
            Levels = levels,
            Gaps = gaps,
            Variance = variance,
            Wordings = ofWordings,
            Contamination = found,
            TransferRatio = transfer,
            Agreement = agreement,
            Learned = learned,
            Tasks = [.. estimated.SelectMany(e => e.Rows)],
            Drivers = drivers,
            DriverTrainer = driverTrainer.Name,
            Diagnosis = diagnosis with { Reasons = [.. diagnosis.Reasons, .. DriverSection.Reasons(drivers)] },
            Counts = table.Count(),
            Warnings = warnings,
            Reason = MissingReasons.Of(
                levels, estimated, gaps, transfer, agreement, learned,
                [("variance", noVariance), ("wordings", noWordings), ("contamination", noContamination), ("drivers", noDrivers)]),
            Worst = answers.Worst.ToList(),
            Sample = answers.Sample.ToList(),
            Cells = DetailsBuilder.Cells(table, estimated),
            Distributions = DetailsBuilder.Distributions(table),
        };
    }

    private static LevelSet Levels(IEnumerable<EstimatedLevel> estimated)
    {
        Dictionary<LevelKind, Level> levels = estimated.ToDictionary(e => e.Kind, e => e.Level);
        return new LevelSet
        {
            Recall = levels.GetValueOrDefault(LevelKind.Recall),
            IntraTask = levels.GetValueOrDefault(LevelKind.IntraTask),
            Instruction = levels.GetValueOrDefault(LevelKind.Instruction),
            InterTask = levels.GetValueOrDefault(LevelKind.InterTask),
            Unlabelled = levels.GetValueOrDefault(LevelKind.Unlabelled),
        };
    }
}

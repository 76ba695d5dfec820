using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>The variances of a paired difference as a pilot's records show them.</summary>
internal sealed record PilotVariances(double Task, double Input, double Tasks, double Inputs, IReadOnlyList<Warning> Warnings)
{
    public static PilotVariances Of(IEnumerable<EvaluationRecord> pilot, EvaluationOptions options, CancellationToken cancellationToken)
    {
        CellTable[] tables = [.. CellTables.Read(pilot, options with { Worst = 0, Sample = 0 }, cancellationToken).All.Select(t => t.Table)];
        List<Warning> warnings = [];
        List<TaskScores> tasks;
        if (tables.Length >= 2)
        {
            tasks = [.. PairTable.Of(tables[0], tables[1], options.Unscored).Pairs.GroupBy(p => p.Task, StringComparer.Ordinal).Select(g => PairTable.ByInput(g))];
            if (tables.Length > 2)
            {
                warnings.Add(new("firstTwoRuns", $"The pilot has {tables.Length} runs; the variances are of {tables[0].Model} - {tables[1].Model}."));
            }
        }
        else
        {
            int[] ranks = tables[0].Instructions.Ranks();
            tasks = [.. VarianceBuilder.Preferred.Append(LevelKind.Recall)
                .Select(kind => LevelSlice.Of(LevelSlice.Sort(tables[0], kind), ranks, Scenario.AsAsked, options.Unscored).Scored)
                .OrderByDescending(scored => scored.Count >= 2).First().Select(t => t.Scores)];
            warnings.Add(new("oneRunPilot", "The pilot has one run, so the variances are those of its scores: two runs that answer alike differ less, so the real detectable difference is likely smaller."));
        }

        OneWay oneWay = OneWay.Analyze([.. tasks.Select(t => t.InputMeans.ToArray())]);
        return oneWay is { VarianceBetween: { } between, MeanSquareWithin: { } within }
            ? new(Math.Clamp(between, 0, 1), Math.Clamp(within, 0, 1), tasks.Count, tasks.Average(t => (double)t.Inputs), warnings)
            : throw new GenEvalException("The pilot has too little to take variances from: two tasks with two inputs or more are needed, paired where it has two runs.")
            {
                Id = "PilotTooSmall",
                Action = "Give a larger pilot, or state --task-variance and --input-variance.",
            };
    }
}

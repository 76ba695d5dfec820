using GenEval.Models;
using GenEval.Runs.Stores;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Runs.Judging;

/// <summary>An answer that a metric would be asked about: one that is there, or one that a run has yet to bring.</summary>
/// <param name="Item">What the metric would see; a text as long as the longest answer stands for one that is not there.</param>
/// <param name="IsThere">Whether the answer is known, so that there may be a verdict on it already.</param>
/// <param name="Metric">The metric of its own, which counts where none is asked for; null for none.</param>
public readonly record struct ExpectedAnswer(ScoringItem Item, bool IsThere, string? Metric = null)
{
    /// <summary>Those of recorded answers that are scored at all.</summary>
    public static IEnumerable<ExpectedAnswer> Of(IEnumerable<EvaluationRecord> records) =>
        records.Where(record => AnswerStatus.FailureOf(record) is null).Select(record => new ExpectedAnswer(RecordScorer.ItemOf(record), IsThere: true, record.Metric));

    /// <summary>Every answer of a run that has not begun.</summary>
    public static IEnumerable<ExpectedAnswer> Of(RunPlan plan, ModelOptions model)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(model);
        string answer = Longest(model);
        return Enumerable.Range(0, plan.Count).Select(cell => Of(plan[cell], answer, plan.Suite.Metric));
    }

    /// <summary>The answers of a stored run, and those that resuming it would bring.</summary>
    /// <exception cref="GenEvalException">The store cannot be read.</exception>
    public static async Task<IReadOnlyList<ExpectedAnswer>> OfAsync(
        RunStore store, RunInfo run, RunPlan plan, ModelOptions model, RunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ExpectedAnswer?[] answers = [.. Of(plan, model).Select(answer => (ExpectedAnswer?)answer)];
        await foreach (StoredResponse response in store.ResponsesAsync(run, cancellationToken).ConfigureAwait(false))
        {
            if (!PendingCells.IsSentAgain(response.Reply.Status, options))
            {
                answers[response.Cell] = Of([plan[response.Cell].ToRecord(run, plan.Suite.Metric, response.Reply)]).Select(answer => (ExpectedAnswer?)answer).SingleOrDefault();
            }
        }

        return [.. answers.OfType<ExpectedAnswer>()];
    }

    private static string Longest(ModelOptions model) => new('x', 4 * (model.MaxTokens ?? TokenEstimate.Answer));

    private static ExpectedAnswer Of(PlanCell cell, string answer, string? metric) =>
        new(new ScoringItem(answer, cell.Instance.References, cell.Instance.Input, cell.Instruction.Text), IsThere: false, cell.Task.Metric ?? metric);
}

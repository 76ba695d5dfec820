using GenEval.Models;
using GenEval.Scoring;
using Microsoft.Extensions.AI;

namespace GenEval.Runs.Judging;

/// <summary>
/// <c>judge:FILE.json</c>: a second model's verdict. Every question must have one, else the answer is unscored, <c>notJudged</c>: never a 0, and never a
/// mean of the questions that happened to work.
/// </summary>
public sealed class JudgeScorer : IModelScorer, IDisposable
{
    private readonly JudgeSettings _judge;
    private readonly IChatClient? _own;
    private readonly ModelCaller _caller;
    private readonly JudgePrompt _prompt;
    private readonly RunStoreLocation? _store;

    /// <summary>A judge.</summary>
    /// <param name="judge">Which model, and what it is asked.</param>
    /// <param name="tally">Counts what is asked.</param>
    /// <param name="store">Where verdicts are kept; null keeps none. A fixture's are never kept.</param>
    /// <param name="client">Any chat client, which stays the caller's; null opens the one that the judge's endpoint names.</param>
    /// <exception cref="GenEvalException">The judge's prompt or endpoint cannot be used.</exception>
    public JudgeScorer(JudgeSettings judge, ScorerTally? tally = null, RunStoreLocation? store = null, IChatClient? client = null)
    {
        _judge = judge;
        _prompt = new JudgePrompt(judge);
        _own = client is null ? ModelClients.Open(judge.Model) : null;
        _caller = new ModelCaller(client ?? _own!, judge.Model);
        Tally = tally ?? new ScorerTally("judge");
        _store = judge.Cache && !judge.Model.IsFixture ? store : null;
    }

    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "judge",
        "the judge's best verdict in every question",
        "own prompts; asked in both orders as MT-Bench does (Zheng et al. 2023)",
        "nothing",
        NeedsReference: false,
        Argument: "FILE.json")
    {
        OnlyWithArgument = true,
        AsksModel = true,
        UnscoredWhen = "the judge gives no verdict (`notJudged`); no reference to compare with",
    };

    /// <inheritdoc/>
    public MetricInfo Info => About;

    /// <summary>What was asked so far.</summary>
    public ScorerTally Tally { get; }

    /// <inheritdoc/>
    public Score[] ScoreAll(IReadOnlyList<ScoringItem> items, CancellationToken cancellationToken) =>
        Task.Run(() => ScoreAllAsync(items, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _caller.Dispose();
        _own?.Dispose();
    }

    /// <inheritdoc/>
    async Task<ScoringEstimate> IModelScorer.EstimateAsync(IReadOnlyList<ExpectedAnswer> answers, CancellationToken cancellationToken)
    {
        StoreOfVerdicts store = new(answers.Any(answer => answer.IsThere) ? _store : null);
        await using (store.ConfigureAwait(false))
        {
            JudgeSession session = new(_judge, _prompt, _caller, await store.FindAsync(cancellationToken).ConfigureAwait(false), Tally);
            (int calls, int known, long tokens) = await session.EstimateAsync(
                answers, Enumerable.Range(0, answers.Count).SelectMany(i => QuestionsOf(answers[i].Item, i)), cancellationToken).ConfigureAwait(false);
            return new ScoringEstimate
            {
                Metric = Tally.Metric,
                Model = _judge.Model.Name,
                Endpoint = _judge.Model.EndpointName,
                Calls = calls,
                Known = known,
                InputTokens = tokens,
                OutputTokens = (long)calls * (_judge.Model.MaxTokens ?? TokenEstimate.Answer),
                MaxTokens = _judge.Model.MaxTokens,
                Prices = _judge.Prices,
            };
        }
    }

    private async Task<Score[]> ScoreAllAsync(IReadOnlyList<ScoringItem> items, CancellationToken cancellationToken)
    {
        JudgeQuestion[] questions = [.. Enumerable.Range(0, items.Count).SelectMany(i => QuestionsOf(items[i], i))];
        StoreOfVerdicts store = new(_store);
        await using (store.ConfigureAwait(false))
        {
            VerdictStore? verdicts = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
            double?[] values = await new JudgeSession(_judge, _prompt, _caller, verdicts, Tally).AskAsync(items, questions, cancellationToken).ConfigureAwait(false);
            ILookup<int, (JudgeQuestion Question, double? Value)> byItem = questions.Zip(values).ToLookup(q => q.First.Item);
            return [.. Enumerable.Range(0, items.Count).Select(i => Combine(byItem[i]))];
        }
    }

    private IEnumerable<JudgeQuestion> QuestionsOf(ScoringItem item, int index) =>
        from reference in _judge.Kind == JudgeKind.Rubric ? [null] : item.References.Cast<string?>()
        from repeat in Enumerable.Range(0, _judge.Repeats)
        from swapped in (bool[])(_judge.Kind == JudgeKind.Reference && _judge.Swap ? [false, true] : [false])
        select new JudgeQuestion(index, reference, swapped, repeat);

    /// <summary>The greatest mean over the references, each over its repeats and orders.</summary>
    private static Score Combine(IEnumerable<(JudgeQuestion Question, double? Value)> verdicts)
    {
        double? best = null;
        bool turned = false;
        foreach (var reference in verdicts.GroupBy(v => v.Question.Reference, StringComparer.Ordinal))
        {
            if (reference.Any(v => v.Value is null))
            {
                return Score.Unscored(UnscoredReason.NotJudged);
            }

            turned |= reference.GroupBy(v => v.Question.Repeat).Any(repeat => repeat.Select(v => v.Value).Distinct().Skip(1).Any());
            best = Math.Max(best ?? 0, reference.Average(v => v.Value!.Value));
        }

        return best is not { } score ? Score.Unscored(UnscoredReason.NoReference)
            : Score.Of(Math.Min(score, 1)) with { Note = turned ? ScoreNote.OrderDisagreement : null };
    }
}

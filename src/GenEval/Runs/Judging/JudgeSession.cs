using GenEval.Models;
using GenEval.Scoring;

namespace GenEval.Runs.Judging;

/// <summary>One question to a judge: about an answer, against a reference (null for a rubric), in an order, for the n-th time.</summary>
internal readonly record struct JudgeQuestion(int Item, string? Reference, bool Swapped, int Repeat);

/// <summary>Asks a judge the questions of one batch, within its endpoint's limits, what is known already not at all.</summary>
internal sealed class JudgeSession(JudgeSettings judge, JudgePrompt prompt, ModelCaller caller, VerdictStore? store, ScorerTally tally)
{
    private readonly EndpointHealth _health = new(judge.Model, "judging");
    private readonly string _scope = string.Join('\0', "judge", judge.Model.Name, judge.Model.EndpointName, new RunSettings
    {
        Temperature = judge.Model.Temperature,
        MaxTokens = judge.Model.MaxTokens,
        Stop = judge.Model.Stop,
        Seed = judge.Model.Seed,
        ApiVersion = judge.Model.ApiVersion,
    }.SamplingJson());

    /// <summary>The answers' scores by question, in their order; null where there is no verdict.</summary>
    /// <exception cref="GenEvalException">The endpoint as a whole fails, or the store does.</exception>
    public async Task<double?[]> AskAsync(IReadOnlyList<ScoringItem> items, IReadOnlyList<JudgeQuestion> questions, CancellationToken cancellationToken)
    {
        double?[] scores = new double?[questions.Count];
        tally.Add(questions.Count);
        ParallelOptions options = new() { MaxDegreeOfParallelism = judge.Model.Concurrency * 2, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, questions.Count, options, async (i, token) => scores[i] = await AskAsync(items, questions[i], token).ConfigureAwait(false)).ConfigureAwait(false);
        return scores;
    }

    /// <summary>How many of the questions would be asked, how many are known, and the tokens of those that would be asked.</summary>
    public async Task<(int Calls, int Known, long InputTokens)> EstimateAsync(
        IReadOnlyList<ExpectedAnswer> answers, IEnumerable<JudgeQuestion> questions, CancellationToken cancellationToken)
    {
        (int calls, int known, long tokens) = (0, 0, 0);
        foreach (JudgeQuestion question in questions)
        {
            ExpectedAnswer answer = answers[question.Item];
            ModelPrompt ask = prompt.Render(answer.Item, question.Reference, question.Swapped, question.Repeat);
            if (answer.IsThere && await KnownAsync(ask, question, cancellationToken).ConfigureAwait(false) is not null)
            {
                known++;
            }
            else
            {
                calls++;
                tokens += TokenEstimate.Of(ask);
            }
        }

        return (calls, known, tokens);
    }

    private async Task<double?> AskAsync(IReadOnlyList<ScoringItem> items, JudgeQuestion question, CancellationToken cancellationToken)
    {
        ModelPrompt ask = prompt.Render(items[question.Item], question.Reference, question.Swapped, question.Repeat);
        if (await KnownAsync(ask, question, cancellationToken).ConfigureAwait(false) is { } before)
        {
            tally.Known();
            return before;
        }

        ModelReply reply = await caller.AskAsync(ask, keep: null, cancellationToken).ConfigureAwait(false);
        if (_health.Judge(reply) is { } reason)
        {
            throw reason;
        }

        double? score = reply.IsAnswered ? Verdict.Parse(reply.Text!, judge, question.Swapped) : null;
        tally.Asked(score is null ? reply.Failure ?? (reply.IsAnswered ? FailureKind.Unusable : reply.Status) : null, reply.Error);
        if (score is not null && store is not null)
        {
            await store.AddAsync(KeyOf(ask, question), reply.Text!).ConfigureAwait(false);
        }

        return score;
    }

    private async Task<double?> KnownAsync(ModelPrompt ask, JudgeQuestion question, CancellationToken cancellationToken) =>
        store is not null && await store.FindAsync(KeyOf(ask, question), cancellationToken).ConfigureAwait(false) is { } known
            ? Verdict.Parse(known, judge, question.Swapped)
            : null;

    private string KeyOf(ModelPrompt ask, JudgeQuestion question) =>
        RunSettings.AnswerKey(_scope, ask, question.Repeat).ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}

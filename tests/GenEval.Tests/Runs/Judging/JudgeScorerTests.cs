using System.Globalization;
using System.Text.Json;
using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Tests.Cli;
using GenEval.Tests.Models;

namespace GenEval.Tests.Runs.Judging;

/// <summary>Judges behind a server that speaks OpenAI's wire format.</summary>
public sealed class JudgeScorerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_rubric_gives_its_place_on_the_scale_whatever_the_endpoint_does_at_first()
    {
        Fault[] plan = [Fault.ServerError, Fault.RateLimit, Fault.HalfBody, Fault.Empty, Fault.Answer];
        using FaultServer server = new FaultServer((_, attempt) => plan[Math.Min(attempt, 4)]) { Speak = body => $"As it says.\nVERDICT: {Answer(body)}", RetryAfterSeconds = 0.01 }.Start();
        using JudgeScorer judge = new(Judge(server));
        Score[] scores = judge.ScoreAll([.. Enumerable.Range(1, 5).Select(i => new ScoringItem(i.ToString(CultureInfo.InvariantCulture), []))], Stop);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], scores.Select(s => s.Value));
        Assert.All(scores, s => Assert.Null(s.Note));
        Assert.Equal((5, 5, 0), (judge.Tally.Total, judge.Tally.Done, judge.Tally.Failed.Count));
    }

    [Fact]
    public void What_is_no_verdict_is_asked_for_again_and_then_not_judged()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Speak = body => Answer(body) is "stubborn" ? "I'd say four." : Messages(body) > 2 ? "VERDICT: 4" : "Four, I think." }.Start();
        using JudgeScorer judge = new(Judge(server));
        Score[] scores = judge.ScoreAll([new("second thought", []), new("stubborn", [])], Stop);
        Assert.Equal(0.75, scores[0].Value);
        Assert.Equal(UnscoredReason.NotJudged, scores[1].Reason);
        Assert.Equal(1, judge.Tally.Failed["unusable"]);
        Assert.Equal([2, 3], server.Ledger.Values.Select(e => e.Sent).Order());
    }

    [Theory]
    [InlineData(Fault.BadRequest, "request")]
    [InlineData(Fault.ServerError, "server")]
    [InlineData(Fault.Refusal, "refused")]
    [InlineData(Fault.ContentFilter, "filtered")]
    [InlineData(Fault.InvalidJson, "invalid")]
    public void A_call_that_fails_is_not_judged_and_never_a_zero(Fault fault, string kind)
    {
        using FaultServer server = new FaultServer((prompt, _) => prompt.Contains("\nbad\n", StringComparison.Ordinal) ? fault : Fault.Answer) { Speak = _ => "VERDICT: 3" }.Start();
        using JudgeScorer judge = new(Judge(server));
        Score[] scores = judge.ScoreAll([new("good", []), new("bad", [])], Stop);
        Assert.Equal(0.5, scores[0].Value);
        Assert.Equal((null, UnscoredReason.NotJudged), (scores[1].Value, scores[1].Reason));
        Assert.Equal(1, judge.Tally.Failed[kind]);
    }

    [Theory]
    [InlineData(Fault.Unauthorized)]
    [InlineData(Fault.NotFound)]
    public void An_endpoint_that_refuses_everything_ends_the_judging(Fault fault)
    {
        using FaultServer server = new FaultServer((_, _) => fault).Start();
        using JudgeScorer judge = new(Judge(server));
        GenEvalException error = Assert.Throws<GenEvalException>(() => judge.ScoreAll([.. Enumerable.Range(0, 50).Select(i => new ScoringItem($"{i}", []))], Stop));
        Assert.Equal("EndpointFailed", error.Id);
        Assert.StartsWith("The judging stopped: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_is_asked_in_both_orders_and_a_judge_that_likes_the_first_counts_half()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Speak = body => Compare(body, "better", "worse") }.Start();
        using JudgeScorer judge = new(Judge(server) with { Kind = JudgeKind.Reference });
        Score[] scores = judge.ScoreAll([new("better", ["plain"]), new("worse", ["plain"]), new("plain", ["plain"]), new("first", ["plain"]), new("x", [])], Stop);
        Assert.Equal([1, 0, 1, 0.5, null], scores.Select(s => s.Value));
        Assert.Equal([null, null, null, ScoreNote.OrderDisagreement, null], scores.Select(s => s.Note));
        Assert.Equal(UnscoredReason.NoReference, scores[4].Reason);
        Assert.Equal(8, judge.Tally.Total);
    }

    [Fact]
    public void Of_several_references_the_best_comparison_counts_and_repeats_are_averaged()
    {
        int asked = 0;
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Speak = body => Compare(body, "better", "worse") }.Start();
        using JudgeScorer judge = new(Judge(server) with { Kind = JudgeKind.Reference, Repeats = 2 });
        Assert.Equal(1, judge.ScoreAll([new("plain", ["better", "worse"])], Stop)[0].Value);
        Assert.Equal(8, judge.Tally.Total);
        using FaultServer moody = new FaultServer((_, _) => Fault.Answer) { Speak = _ => Interlocked.Increment(ref asked) % 2 == 0 ? "VERDICT: 5" : "VERDICT: 3" }.Start();
        using JudgeScorer rubric = new(Judge(moody) with { Repeats = 4, Cache = false });
        Score score = rubric.ScoreAll([new("x", [])], Stop)[0];
        Assert.Equal(0.75, score.Value);
        Assert.Null(score.Note);
    }

    [Fact]
    public void Verdicts_are_kept_in_the_store_and_failures_are_not()
    {
        using Folder folder = new();
        bool broken = true;
        using FaultServer server = new FaultServer((prompt, _) => broken && prompt.Contains("\nbad\n", StringComparison.Ordinal) ? Fault.BadRequest : Fault.Answer) { Speak = _ => "VERDICT: 3" }.Start();
        RunStoreLocation store = new(folder["runs.db"]);
        ScoringItem[] items = [new("good", []), new("bad", [])];
        using (JudgeScorer first = new(Judge(server), store: store))
        {
            Assert.Equal([0.5, null], first.ScoreAll(items, Stop).Select(s => s.Value));
        }

        broken = false;
        using (JudgeScorer second = new(Judge(server), store: store))
        {
            Assert.Equal([0.5, 0.5], second.ScoreAll(items, Stop).Select(s => s.Value));
            Assert.Equal((2, 1), (second.Tally.Done, second.Tally.FromStore));
        }

        Assert.Equal([1, 2], server.Ledger.Values.Select(e => e.Sent).Order());
        using JudgeScorer other = new(Judge(server) with { Criteria = "Is it kind?" }, store: store);
        other.ScoreAll(items, Stop);
        Assert.Equal(0, other.Tally.FromStore);
    }

    [Fact]
    public async Task A_judging_that_is_cancelled_goes_on_where_it_was()
    {
        using Folder folder = new();
        RunStoreLocation store = new(folder["runs.db"]);
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Speak = _ => "VERDICT: 3", Latency = TimeSpan.FromMilliseconds(2) }.Start();
        ScoringItem[] items = [.. Enumerable.Range(0, 200).Select(i => new ScoringItem($"answer {i}", []))];
        using JudgeScorer first = new(Judge(server), new ScorerTally("judge", tally => { if (tally.Done == 50) { cancel.Cancel(); } }), store);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => first.ScoreAll(items, cancel.Token), Stop));
        using JudgeScorer second = new(Judge(server), store: store);
        Assert.All(second.ScoreAll(items, Stop), s => Assert.Equal(0.5, s.Value));
        Assert.InRange(second.Tally.FromStore, 50, 199);
        Assert.InRange(server.Ledger.Values.Sum(e => e.Sent), 200, 200 + 16);
    }

    internal static JudgeSettings Judge(FaultServer server) => new() { Model = ModelCallerTests.Options(server.Endpoint) with { Name = "judge-1", Retries = 6 } };

    /// <summary>The text between the marks of that name.</summary>
    private static string Block(string body, string name)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        string prompt = document.RootElement.GetProperty("messages").EnumerateArray().First(m => m.GetProperty("role").GetString() == "user").GetProperty("content").GetString()!;
        return Marks.Block(prompt, name)!;
    }

    private static string Answer(string body) => Block(body, "ANSWER");

    private static int Messages(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("messages").GetArrayLength();
    }

    private static string Compare(string body, string better, string worse)
    {
        (string a, string b) = (Block(body, "A"), Block(body, "B"));
        return a == "first" || b == "first" ? "VERDICT: A"
            : a == b ? "VERDICT: TIE"
            : a == better || b == worse ? "VERDICT: A" : "VERDICT: B";
    }
}

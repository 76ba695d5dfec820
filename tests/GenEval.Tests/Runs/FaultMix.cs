using System.Security.Cryptography;
using System.Text;
using GenEval.Runs;
using GenEval.Suites;
using GenEval.Tests.Models;

namespace GenEval.Tests.Runs;

/// <summary>
/// A mixture of everything that goes wrong, decided by a hash of seed and prompt: most prompts are answered at once, some after one or two faults,
/// some never, some are refused, filtered, empty or cut off.
/// </summary>
internal sealed class FaultMix(int seed)
{
    private static readonly Fault[] s_passing =
    [
        Fault.RateLimit, Fault.ServerError, Fault.Unavailable, Fault.ResetBeforeFirstByte, Fault.ResetAfterFirstByte, Fault.HalfBody, Fault.InvalidJson,
        Fault.Empty, Fault.Stall, Fault.WrongContentType,
    ];

    private static readonly Fault[] s_lasting =
    [
        Fault.ServerError, Fault.ResetBeforeFirstByte, Fault.HalfBody, Fault.InvalidJson, Fault.WrongContentType, Fault.BadRequest, Fault.RateLimit, Fault.Stall,
    ];

    private static readonly Fault[] s_outcomes = [Fault.ContentFilter, Fault.Refusal, Fault.Truncated, Fault.Empty, Fault.Gzip, Fault.TornUnicode];

    /// <summary>What happens to the n-th request of a prompt.</summary>
    public Fault Plan(string prompt, int attempt)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed.ToString(System.Globalization.CultureInfo.InvariantCulture)} {prompt}"));
        Fault passing = s_passing[hash[2] % s_passing.Length];

        // The second empty answer of a prompt is its answer.
        int faults = passing == Fault.Empty ? 1 : 1 + (hash[1] % 2);
        return hash[0] switch
        {
            < 50 when attempt < faults => passing,
            >= 50 and < 55 => s_lasting[hash[2] % s_lasting.Length],
            >= 55 and < 85 => s_outcomes[hash[2] % s_outcomes.Length],
            _ => Fault.Answer,
        };
    }

    /// <summary>The status in which a prompt must end.</summary>
    public string StatusOf(string prompt) => Last(prompt) switch
    {
        Fault.ServerError => "failed.server",
        Fault.ResetBeforeFirstByte or Fault.HalfBody => "failed.reset",
        Fault.InvalidJson or Fault.WrongContentType => "failed.invalid",
        Fault.BadRequest => "failed.request",
        Fault.RateLimit => "failed.rateLimit",
        Fault.Stall => "failed.timeout",
        Fault.ContentFilter => "filtered",
        Fault.Refusal => "refused",
        _ => "answered",
    };

    /// <summary>Holds what a store has against what the server did.</summary>
    public async Task AssertLedgerAsync(FaultServer server, RunStore store, RunInfo run, int prompts)
    {
        RunPlan plan = await store.PlanAsync(run);
        List<EvaluationRecord> records = await store.ReadAsync(run.Id).ToListAsync();
        Assert.Equal(prompts, records.Count);
        Assert.Equal(prompts, server.Ledger.Count);
        long calls = 0;
        for (int cell = 0; cell < records.Count; cell++)
        {
            string prompt = plan.Prompt(cell, system: null).User;
            FaultServer.Entry entry = server.Ledger[prompt];
            Fault last = Last(prompt);
            EvaluationRecord record = records[cell];
            calls += entry.Sent;
            Assert.Equal(StatusOf(prompt), record.Status);
            Assert.Equal(record.Status is "answered" ? last == Fault.Empty ? "" : FaultServer.AnswerTo(prompt) : null, record.Output);
            Assert.Equal(last == Fault.Truncated ? "length" : record.Status is "answered" or "refused" ? "stop" : record.Status is "filtered" ? "content_filter" : null, record.Finish);

            // Nothing is asked again once a whole answer went out, but for an empty one, once.
            int empties = entry.Faults.Count(f => f.Fault == Fault.Empty);
            Assert.Equal(record.Status is "answered" or "refused" or "filtered" ? empties + (last == Fault.Empty ? 0 : 1) : 0, entry.WholeAnswers);
            Assert.True(empties <= 2);
        }

        Assert.Equal(calls, run.Counts.Calls);
        Assert.Equal(records.GroupBy(r => r.Status!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal), run.Counts.ByStatus);
        Assert.Equal(records.Count(r => r.Output is ""), run.Counts.Empty);
        Assert.Equal(records.Count(r => r.Finish is "length"), run.Counts.Truncated);
    }

    private Fault Last(string prompt) => Plan(prompt, int.MaxValue);
}

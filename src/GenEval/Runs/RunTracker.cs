using GenEval.Models;

namespace GenEval.Runs;

/// <summary>Counts outcomes as they become durable, and how fast they come.</summary>
internal sealed class RunTracker(int cells, TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byStatus = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _retried = new(StringComparer.Ordinal);
    private readonly Queue<(long Time, int Done)> _history = [];
    private int _done;
    private int _empty;
    private int _truncated;
    private long _input;
    private long _output;

    /// <summary>Calls of this session whose outcome is durable.</summary>
    public long Calls { get; private set; }

    /// <summary>Takes over what was there before this session.</summary>
    public void Start(RunCounts counts)
    {
        foreach ((string status, int count) in counts.ByStatus)
        {
            _byStatus[status] = count;
        }

        (_done, _empty, _truncated) = (counts.Done, counts.Empty, counts.Truncated);
    }

    /// <summary>Takes back a failure that is sent again.</summary>
    public void Reopen(string status)
    {
        _byStatus[status]--;
        _done--;
    }

    public void Add(ModelReply reply)
    {
        lock (_lock)
        {
            _done++;
            _byStatus[reply.Status] = _byStatus.GetValueOrDefault(reply.Status) + 1;
            Calls += reply.Attempts;
            if (reply.IsAnswered)
            {
                _empty += reply.IsBlank ? 1 : 0;
                _truncated += reply.Finish is "length" ? 1 : 0;
            }

            if (reply.Attempts > 0)
            {
                _input += reply.InputTokens ?? 0;
                _output += reply.OutputTokens ?? 0;
            }
        }
    }

    public void Retry(string kind)
    {
        lock (_lock)
        {
            _retried[kind] = _retried.GetValueOrDefault(kind) + 1;
        }
    }

    public RunCounts Counts()
    {
        lock (_lock)
        {
            return new RunCounts { ByStatus = NotZero(_byStatus), Empty = _empty, Truncated = _truncated, Calls = Calls, InputTokens = _input, OutputTokens = _output };
        }
    }

    public RunProgress Snapshot(ModelCaller caller, RunningLevels? levels)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _history.Enqueue((now, _done));
            while (_history.Count > 2 && time.GetElapsedTime(_history.Peek().Time, now) > s_window)
            {
                _history.Dequeue();
            }

            (long since, int before) = _history.Peek();
            double seconds = time.GetElapsedTime(since, now).TotalSeconds;
            double? rate = seconds > 0 ? (_done - before) / seconds : null;
            return new RunProgress
            {
                Cells = cells,
                Done = _done,
                ByStatus = NotZero(_byStatus),
                Retried = NotZero(_retried),
                Empty = _empty,
                Truncated = _truncated,
                InFlight = caller.InFlight,
                Limit = caller.Limit,
                Rate = rate,
                Remaining = rate > 0 ? TimeSpan.FromSeconds((cells - _done) / rate.Value) : null,
                Tokens = (_input, _output),
                Levels = levels?.Snapshot() ?? new Dictionary<string, double>(StringComparer.Ordinal),
            };
        }
    }

    private static Dictionary<string, int> NotZero(Dictionary<string, int> counts) =>
        counts.Where(pair => pair.Value > 0).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}

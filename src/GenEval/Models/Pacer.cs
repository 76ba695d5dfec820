namespace GenEval.Models;

/// <summary>
/// A hard limit per minute, kept by spacing: whoever costs c of n a minute moves the next start c * 60/n seconds on. There are no bursts, which
/// endpoints that count by the second would refuse; 1% is left free for the jitter of clocks and networks.
/// </summary>
internal sealed class Pacer(double perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly double _ticksPerUnit = 60.0 * time.TimestampFrequency / perMinute * 1.01;
    private double _next = double.MinValue;

    /// <summary>Waits until <paramref name="cost"/> may be spent, and books it.</summary>
    public async ValueTask WaitAsync(double cost, CancellationToken cancellationToken)
    {
        double start;
        double now = time.GetTimestamp();
        lock (_lock)
        {
            start = Math.Max(now, _next);
            _next = start + (cost * _ticksPerUnit);
        }

        // Timers run by a coarser clock, which stays behind where the machine is busy: they may fire early.
        for (; now < start; now = time.GetTimestamp())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((start - now) * 1000 / time.TimestampFrequency)), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Books the difference between what a call cost and what was booked for it; negative gives back.</summary>
    public void Correct(double difference)
    {
        lock (_lock)
        {
            _next += difference * _ticksPerUnit;
        }
    }
}

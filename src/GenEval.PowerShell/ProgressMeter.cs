using System.Globalization;
using System.Management.Automation;

namespace GenEval.PowerShell;

/// <summary>Shows how many items are done, at most five times a second, and takes the bar away at the end. For the pipeline's thread.</summary>
internal sealed class ProgressMeter(Cmdlet cmdlet, string activity, string items) : IDisposable
{
    private const int ActivityId = 0x6765;
    private const long MillisecondsBetween = 200;
    private readonly long _start = Environment.TickCount64;
    private long _shown = Environment.TickCount64;
    private bool _isShown;
    private long _done;

    public void Add(long count)
    {
        _done += count;
        long now = Environment.TickCount64;
        if (now - _shown < MillisecondsBetween)
        {
            return;
        }

        _shown = now;
        long perSecond = _done * 1000 / (now - _start);
        Show(string.Create(CultureInfo.InvariantCulture, $"{_done:N0} {items}, {perSecond:N0}/s"), percent: -1);
    }

    /// <summary>Shows a state at once; for what comes at a steady pace already.</summary>
    /// <param name="status">In words.</param>
    /// <param name="percent">How much is done, or -1 where that is not known.</param>
    public void Show(string status, int percent)
    {
        _isShown = true;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, status) { PercentComplete = percent });
    }

    public void Dispose()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}

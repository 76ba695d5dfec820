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
        _isShown = true;
        long perSecond = _done * 1000 / (now - _start);
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, string.Create(CultureInfo.InvariantCulture, $"{_done:N0} {items}, {perSecond:N0}/s")));
    }

    public void Dispose()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}

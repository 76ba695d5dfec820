using System.Globalization;
using GenEval.Runs;

namespace GenEval.Cli;

/// <summary>A run's progress on standard error: a line that is redrawn on a terminal, a new one every ten seconds elsewhere.</summary>
internal sealed class RunProgressLine(CliConsole console, bool quiet) : RunObserver, IDisposable
{
    private static readonly TimeSpan s_line = TimeSpan.FromSeconds(10);

    private DateTimeOffset _next = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(2);
    private bool _drawn;

    public override void OnProgress(RunProgress progress)
    {
        if (quiet || (!console.IsInteractive && DateTimeOffset.UtcNow < _next))
        {
            return;
        }

        if (console.IsInteractive)
        {
            console.Error.Write("\r\u001b[K" + Text(progress));
            _drawn = true;
        }
        else
        {
            console.Error.WriteLine(Text(progress));
            _next = DateTimeOffset.UtcNow + s_line;
        }
    }

    public void Dispose()
    {
        if (_drawn)
        {
            console.Error.Write("\r\u001b[K");
        }
    }

    private static string Text(RunProgress p)
    {
        string statuses = string.Join(", ", p.ByStatus.Where(s => s.Key != "answered" && s.Value > 0).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value.ToString(CultureInfo.InvariantCulture)}"));
        string retried = string.Join(", ", p.Retried.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value.ToString(CultureInfo.InvariantCulture)}"));
        string levels = string.Join(", ", p.Levels.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Key} {l.Value:0.000}")));
        return string.Create(CultureInfo.InvariantCulture, $"{p.Done:N0}/{p.Cells:N0}")
            + (p.Rate is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate:0.0}/s") : "")
            + (p.Remaining is { } left ? string.Create(CultureInfo.InvariantCulture, $", {left:hh\\:mm\\:ss} left") : "")
            + string.Create(CultureInfo.InvariantCulture, $", {p.InFlight}/{p.Limit} in flight")
            + (statuses.Length > 0 ? $", {statuses}" : "")
            + (retried.Length > 0 ? $", sent again: {retried}" : "")
            + (levels.Length > 0 ? $"; so far {levels}" : "");
    }
}

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
            console.Error.Write("\r\u001b[K" + progress.Describe());
            _drawn = true;
        }
        else
        {
            console.Error.WriteLine(progress.Describe());
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
}

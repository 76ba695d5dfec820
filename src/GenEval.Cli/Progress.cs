using System.Diagnostics;
using System.Globalization;

namespace GenEval.Cli;

/// <summary>
/// Says on standard error how far a long job is, from its third second on: a line that is redrawn on a terminal, a new line every ten seconds
/// elsewhere. With a known total it draws a bar.
/// </summary>
internal sealed class Progress : IDisposable
{
    private const int BarWidth = 30;

    private static readonly TimeSpan s_quietStart = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_line = TimeSpan.FromSeconds(10);

    private readonly CliConsole _console;
    private readonly bool _quiet;
    private readonly string _noun;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer? _timer;
    private long _count;
    private long _bytes;
    private TimeSpan _nextLine = s_quietStart;
    private bool _drawn;

    /// <summary>Begins to count.</summary>
    /// <param name="console">Where it is said.</param>
    /// <param name="quiet">Whether nothing is.</param>
    /// <param name="noun">What is counted; null for nothing.</param>
    public Progress(CliConsole console, bool quiet, string? noun)
    {
        _console = console;
        _noun = noun ?? "";
        _quiet = quiet;
        _timer = quiet || noun is null ? null : new Timer(_ => Tick(), state: null, s_quietStart, s_redraw);
    }

    /// <summary>The bytes there are to read in all; 0 where that is not known.</summary>
    public long TotalBytes { get; set; }

    /// <summary>What is said beside the count, as its text is when the line is drawn; null for nothing.</summary>
    public object? Detail { get; set; }

    /// <summary>Says a line for good; nothing where nothing is to be said.</summary>
    public void Say(string line)
    {
        Dispose();
        if (!_quiet)
        {
            _console.Error.WriteLine(line);
        }
    }

    public void Count(long items) => Interlocked.Add(ref _count, items);

    public void BytesRead(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_clock)
        {
            if (_drawn)
            {
                _console.Error.Write("\r\u001b[K");
                _drawn = false;
            }

            _nextLine = TimeSpan.MaxValue;
        }
    }

    private void Tick()
    {
        lock (_clock)
        {
            if (_nextLine == TimeSpan.MaxValue || (!_console.IsInteractive && _clock.Elapsed < _nextLine))
            {
                return;
            }

            if (_console.IsInteractive)
            {
                _console.Error.Write("\r\u001b[K" + Text());
                _drawn = true;
            }
            else
            {
                _console.Error.WriteLine(Text());
                _nextLine += s_line;
            }
        }
    }

    private string Text()
    {
        long count = Interlocked.Read(ref _count);
        string rate = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {_noun}, {count / _clock.Elapsed.TotalSeconds:N0}/s");
        if (Detail is { } detail)
        {
            return $"{rate}; {Printable.Line(detail.ToString()!)}";
        }

        if (TotalBytes <= 0)
        {
            return rate;
        }

        double part = Math.Min(1, Interlocked.Read(ref _bytes) / (double)TotalBytes);
        int full = (int)(part * BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('-', BarWidth - full)}] {part:P0}  {rate}");
    }
}

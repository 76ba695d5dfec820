using System.Globalization;

namespace GenEval.Notebooks;

/// <summary>How a notebook is run.</summary>
public sealed record NotebookOptions
{
    /// <summary>Values for the cell tagged <c>parameters</c>, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The longest that a cell may take.</summary>
    public TimeSpan CellTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest that all cells together may take; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>GenEval.psd1 of the module that PowerShell cells are to import; null for the one that they name.</summary>
    public string? Module { get; init; }

    /// <summary>The program that runs PowerShell cells; null for the <c>pwsh</c> on the PATH.</summary>
    public string? PowerShell { get; init; }

    /// <summary>Called with each cell of code as it ends, on the thread that runs the notebook.</summary>
    public Action<CellRun>? CellEnded { get; init; }

    /// <summary>A time limit.</summary>
    /// <exception cref="GenEvalException">It is not above 0, or longer than three weeks.</exception>
    public static TimeSpan Seconds(double seconds) => seconds is > 0 and <= int.MaxValue / 1000
        ? TimeSpan.FromSeconds(seconds)
        : throw new GenEvalException(string.Create(CultureInfo.InvariantCulture, $"The time limit is {seconds}; it must be a number of seconds above 0.")) { Id = "TimeoutOutOfRange" };
}

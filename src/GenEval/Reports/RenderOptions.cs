namespace GenEval.Reports;

/// <summary>What a reader's side decides: how wide, with colour or without, how much to show.</summary>
public sealed record RenderOptions
{
    /// <summary>Whether the table may use colour; no meaning hangs on colour alone.</summary>
    public bool Color { get; init; }

    /// <summary>Columns of the terminal, at least 40; for the table.</summary>
    public int Width { get; init; } = 80;

    /// <summary>How many of the worst answers of each level are shown in HTML and Markdown, at most those that the report carries.</summary>
    public int Worst { get; init; } = 5;

    /// <summary>How many characters of an input, a reference or an answer are shown; the rest is counted.</summary>
    public int TextLength { get; init; } = 2000;

    /// <summary>How many tasks of a level Markdown and the page without script show; the rest is counted.</summary>
    public int Tasks { get; init; } = 200;

    /// <summary>Whether the page may carry script: figures that answer to the pointer, filters and search. Without it the page says the same, still.</summary>
    public bool Interactive { get; init; } = true;
}

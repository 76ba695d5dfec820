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

    /// <summary>How many tasks of a level are shown in HTML and Markdown; the rest is counted.</summary>
    public int Tasks { get; init; } = 1000;
}

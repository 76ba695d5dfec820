namespace GenEval.Reports;

/// <summary>
/// What every format says of a smaller document (a comparison, a power study, a scaling curve, a check): a headline, sentences, tables, checks.
/// </summary>
internal sealed record Outline
{
    /// <summary>What it is about, in a word or two.</summary>
    public required string Name { get; init; }

    /// <summary>The finding in a sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>More sentences.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>The tables, in order.</summary>
    public IReadOnlyList<OutlineTable> Tables { get; init; } = [];

    /// <summary>What a build server should show; a document without a verdict has one check that passes.</summary>
    public IReadOnlyList<OutlineCheck> Checks { get; init; } = [];

    /// <summary>Warnings, as code and message.</summary>
    public IReadOnlyList<(string Code, string Message)> Warnings { get; init; } = [];
}

/// <summary>A table: a title that starts with &gt; is of a column of numbers.</summary>
internal sealed record OutlineTable(string Caption, string[] Columns, IReadOnlyList<string[]> Rows);

/// <summary>A check of JUnit's kind.</summary>
internal sealed record OutlineCheck(string Name, bool Passed, string Message);

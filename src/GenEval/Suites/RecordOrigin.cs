namespace GenEval.Suites;

/// <summary>Where a record came from, so that a later complaint about it can name the place.</summary>
/// <param name="File">The file as the user named it, <c>-</c> for standard input; null for a record made in memory.</param>
/// <param name="Line">The line it starts on, from 1; 0 where the format has no lines.</param>
public readonly record struct RecordOrigin(string? File, long Line)
{
    /// <summary><c>file:line</c>, or as much of it as is known.</summary>
    public override string ToString() => File is null ? "a record without a file" : Line > 0 ? FormattableString.Invariant($"{File}:{Line}") : File;
}

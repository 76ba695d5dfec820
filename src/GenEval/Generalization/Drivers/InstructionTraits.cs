using System.Text.RegularExpressions;

namespace GenEval.Generalization.Drivers;

/// <summary>What is kept of an instruction's text.</summary>
/// <param name="Length">Its words.</param>
/// <param name="Constraints">Words and phrases of English that set a condition, and numbered or bulleted lines.</param>
/// <param name="Words">Hashes of its different words in small letters, ascending.</param>
internal sealed partial record InstructionTraits(double Length, double Constraints, ulong[] Words)
{
    /// <summary>In milliseconds; never reached but by a process that was halted.</summary>
    private const int LongEnough = 600_000;

    public static InstructionTraits Of(string text)
    {
        SortedSet<ulong> words = [];
        foreach (ValueMatch word in WordPattern().EnumerateMatches(text))
        {
            words.Add(Fnv1a.Hash(text.Substring(word.Index, word.Length).ToLowerInvariant()));
        }

        return new(DriverTraits.Words(text), ConstraintPattern().Count(text), [.. words]);
    }

    /// <summary>Jaccard: words in both / words in either.</summary>
    public double Overlap(InstructionTraits other)
    {
        int both = SortedHashes.Common(Words, other.Words);
        int either = Words.Length + other.Words.Length - both;
        return either == 0 ? 0 : (double)both / either;
    }

    // Both are linear in the text whatever it is, without the tables of an engine that does not backtrack: those took more than all traits.
    [GeneratedRegex(@"[\p{L}\p{Nd}]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, LongEnough)]
    private static partial Regex WordPattern();

    [GeneratedRegex(
        @"\b(must|should|only|exactly|ensure|make sure|at least|at most|no more than|no less than|fewer than|more than|do not|don't|don\u2019t|never|without|avoid|in the form|in the format|formatted|between [0-9]+ and)\b|^[^\S\n]*([0-9]+[.)]|[-*\u2022])\s",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline, LongEnough)]
    private static partial Regex ConstraintPattern();
}

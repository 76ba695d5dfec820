using System.Text.RegularExpressions;

namespace GenEval.Generalization.Drivers;

/// <summary>What is kept of an instruction's text.</summary>
/// <param name="Length">Its words.</param>
/// <param name="Constraints">Words and phrases of English that set a condition, and numbered or bulleted lines.</param>
/// <param name="Words">Hashes of its different words in small letters, ascending.</param>
internal sealed record InstructionTraits(double Length, double Constraints, ulong[] Words)
{
    // Linear in the text whatever it is.
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    private static readonly Regex s_word = new(@"[\p{L}\p{Nd}]+", Options);

    private static readonly Regex s_constraint = new(
        @"\b(must|should|only|exactly|ensure|make sure|at least|at most|no more than|no less than|fewer than|more than|do not|don't|don\u2019t|never|without|avoid|in the form|in the format|formatted|between [0-9]+ and)\b|^\s*([0-9]+[.)]|[-*\u2022])\s",
        Options | RegexOptions.IgnoreCase | RegexOptions.Multiline);

    public static InstructionTraits Of(string text)
    {
        SortedSet<ulong> words = [];
        foreach (ValueMatch word in s_word.EnumerateMatches(text))
        {
            words.Add(Fnv1a.Hash(text.Substring(word.Index, word.Length).ToLowerInvariant()));
        }

        return new(DriverTraits.Words(text), s_constraint.Count(text), [.. words]);
    }

    /// <summary>Jaccard: words in both / words in either.</summary>
    public double Overlap(InstructionTraits other)
    {
        int both = SortedHashes.Common(Words, other.Words);
        int either = Words.Length + other.Words.Length - both;
        return either == 0 ? 0 : (double)both / either;
    }
}

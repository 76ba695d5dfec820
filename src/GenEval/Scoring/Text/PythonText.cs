using System.Buffers;
using System.Globalization;
using System.Text;

namespace GenEval.Scoring.Text;

/// <summary>
/// What Python's <c>str</c> calls white space, punctuation, a word character and lower case. The reference implementations are written in
/// Python, and .NET differs from it where scores would too (U+001C is white space, U+0130 becomes two characters, a final sigma).
/// </summary>
internal static class PythonText
{
    private const char CapitalSigma = 'Σ';
    private const char CapitalDottedI = '\u0130';

    /// <summary>The characters of <c>Case_Ignorable</c> that no general category covers: those which hold words together.</summary>
    private static readonly SearchValues<char> s_midWord =
        SearchValues.Create("'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A");

    /// <summary><c>str.isspace</c>; unlike <see cref="char.IsWhiteSpace(char)"/> also U+001C to U+001F.</summary>
    public static bool IsSpace(char c) => c <= ' ' ? c is ' ' or (>= '\t' and <= '\r') or >= '\u001C' : c >= '\u0080' && char.IsWhiteSpace(c);

    /// <summary>Whether the character is in <c>string.punctuation</c>: ASCII only.</summary>
    public static bool IsPunctuation(char c) => c is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    /// <summary><c>\w</c> of Python's <c>re</c>: letters, numbers and the underscore; unlike .NET's not the combining marks.</summary>
    public static bool IsWord(Rune rune) => rune.Value == '_' || (rune.IsAscii ? Rune.IsLetterOrDigit(rune) : Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber);

    /// <summary>The code point at an index, which moves to its last UTF-16 unit; a lone surrogate stands for itself, as in Python.</summary>
    public static int CodePoint(string text, ref int at)
    {
        char c = text[at];
        return char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? char.ConvertToUtf32(c, text[++at]) : c;
    }

    /// <summary><c>str.strip()</c>.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (start < text.Length && IsSpace(text[start]))
        {
            start++;
        }

        return StripEnd(text[start..]);
    }

    /// <summary><c>str.rstrip()</c>.</summary>
    public static ReadOnlySpan<char> StripEnd(ReadOnlySpan<char> text)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary><c>str.lower()</c>; lone surrogates stay as they are.</summary>
    public static string Lower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        // .NET maps each character by itself. Python maps U+0130 to two and looks at a sigma's neighbours.
        char[] lower = text.ToLowerInvariant().ToCharArray();
        for (int at = text.IndexOf(CapitalSigma, StringComparison.Ordinal); at >= 0; at = text.IndexOf(CapitalSigma, at + 1))
        {
            lower[at] = IsFinal(text, at) ? 'ς' : 'σ';
        }

        if (!text.Contains(CapitalDottedI))
        {
            return new string(lower);
        }

        StringBuilder spread = new(lower.Length + 8);
        for (int at = 0; at < lower.Length; at++)
        {
            _ = text[at] == CapitalDottedI ? spread.Append("i\u0307") : spread.Append(lower[at]);
        }

        return spread.ToString();
    }

    /// <summary>Unicode's Final_Sigma: a cased letter before and none after, what is Case_Ignorable left out.</summary>
    private static bool IsFinal(string text, int at)
    {
        int before = at;
        bool cased = false;
        while (before > 0)
        {
            Rune rune = RuneBefore(text, before);
            before -= rune.Utf16SequenceLength;
            if (!IsCaseIgnorable(rune))
            {
                cased = IsCased(rune);
                break;
            }
        }

        int after = at + 1;
        while (cased && after < text.Length)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(after), out Rune rune, out int length);
            after += length;
            if (!IsCaseIgnorable(rune))
            {
                return !IsCased(rune);
            }
        }

        return cased;
    }

    // A lone surrogate decodes to U+FFFD, which is neither cased nor ignorable, as a lone surrogate is not; both are one UTF-16 unit.
    private static Rune RuneBefore(string text, int end)
    {
        _ = Rune.DecodeLastFromUtf16(text.AsSpan(0, end), out Rune rune, out _);
        return rune;
    }

    private static bool IsCaseIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol || (rune.IsBmp && s_midWord.Contains((char)rune.Value));

    // Cased is Lu, Ll, Lt and what Unicode lists as Other_Uppercase and Other_Lowercase beside the modifier letters.
    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
        or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}

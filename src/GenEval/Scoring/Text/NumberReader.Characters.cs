using System.Globalization;

namespace GenEval.Scoring.Text;

internal static partial class NumberReader
{
    /// <summary>
    /// Whether a minus belongs to the number at <paramref name="start"/>: right before it or its currency sign, and not between two things
    /// (3-4, x-1).
    /// </summary>
    private static bool Signed(string text, int start)
    {
        int at = start - 1;
        if (at >= 0 && char.GetUnicodeCategory(text[at]) == UnicodeCategory.CurrencySymbol)
        {
            at--;
        }

        if (at < 0 || text[at] is not ('-' or '\u2212' or '\u2013'))
        {
            return false;
        }

        return at == 0 || !(IsCasedLetter(text[at - 1]) || char.IsAsciiDigit(text[at - 1]) || text[at - 1] is ')' or ']' or '}' or '%' or '.' or '-');
    }

    /// <summary>Where <c>\frac{</c>, <c>\dfrac{</c> or <c>\tfrac{</c> begins that ends at an index.</summary>
    private static int FracStart(string text, int end)
    {
        int at = end - "frac{".Length;
        at -= at > 0 && text[at - 1] is 'd' or 't' ? 1 : 0;
        return at > 0 && text[at - 1] == '\\' ? at - 1 : at;
    }

    /// <summary>e5, E-5, x10^5, × 10^{-5} or ^5 behind a ten: the exponent and where it ends; where there is none, the end is the start.</summary>
    private static (int Exponent, int End) ReadPower(string text, int start)
    {
        ReadOnlySpan<char> rest = text.AsSpan(start);
        int at = rest.StartsWith("e", StringComparison.OrdinalIgnoreCase) || IsBarePower(text, start) ? 1 : PowerOfTen(rest);
        if (at == 0)
        {
            return (0, start);
        }

        bool hasBrace = at < rest.Length && rest[at] == '{';
        at += hasBrace ? 1 : 0;
        bool isNegative = at < rest.Length && rest[at] is '-' or '\u2212';
        at += isNegative || (at < rest.Length && rest[at] == '+') ? 1 : 0;
        int digits = SkipDigits(text, start + at) - start - at;
        int end = start + at + digits + (hasBrace ? 1 : 0);
        if (digits is < 1 or > 4 || (hasBrace && (end > text.Length || text[end - 1] != '}')))
        {
            return (0, start);
        }

        int exponent = int.Parse(rest.Slice(at, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        return (isNegative ? -exponent : exponent, end);
    }

    /// <summary>Whether a <c>^</c> at an index stands behind a ten and nothing else.</summary>
    private static bool IsBarePower(string text, int at) =>
        at >= 2 && at < text.Length && text[at] == '^' && text[at - 1] == '0' && text[at - 2] == '1'
        && (at == 2 || !(char.IsAsciiDigit(text[at - 3]) || IsSeparator(text[at - 3]) || text[at - 3] == '.'));

    /// <summary>The length of <c>× 10^</c> at the start of a text (also x, *, · and \times, with or without spaces), or 0.</summary>
    private static int PowerOfTen(ReadOnlySpan<char> text)
    {
        int at = text.StartsWith(" ") ? 1 : 0;
        ReadOnlySpan<char> sign = text[at..];
        int length = sign.StartsWith("\\times") ? 6 : sign.StartsWith("\\cdot") ? 5 : sign.Length > 0 && sign[0] is 'x' or '×' or '*' or '·' ? 1 : 0;
        if (length == 0)
        {
            return 0;
        }

        at += length;
        at += text[at..].StartsWith(" ") ? 1 : 0;
        return text[at..].StartsWith("10^") ? at + 3 : 0;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int SkipDigitsAndPoints(string text, int at)
    {
        int end = SkipDigits(text, at);
        while (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = SkipDigits(text, end + 1);
        }

        return end;
    }

    /// <summary>A separator and exactly three digits.</summary>
    private static bool IsGroup(string text, int at) =>
        at + 3 < text.Length && IsSeparator(text[at]) && SkipDigits(text, at + 1) == at + 4;

    /// <summary>A comma, or one of the narrow and no-break spaces that typography puts between thousands.</summary>
    private static bool IsSeparator(char c) => c is ',' or '\u00A0' or '\u202F' or '\u2009';

    private static bool IsVulgarFraction(char c) => c is (>= '\u00BC' and <= '\u00BE') or (>= '\u2150' and <= '\u215E');

    private static bool IsCasedLetter(char c) => c == '_' || char.IsUpper(c) || char.IsLower(c);
}

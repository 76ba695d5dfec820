using System.Globalization;

namespace GenEval.Scoring.Text;

/// <summary>
/// Finds the last number in a text. What counts as one, and how it is read, stands in docs/metrics.md; the text is gone through once.
/// </summary>
internal static partial class NumberReader
{
    /// <summary>The last number, or null where there is none; numbers that a double cannot hold are none.</summary>
    public static TextNumber? Last(string text)
    {
        TextNumber? last = null;
        Part before = default;
        for (int at = 0; at < text.Length;)
        {
            if (!StartsNumber(text, at))
            {
                // The digits of a word (GPT4, v1.2) belong to it.
                at = char.IsAsciiDigit(text[at]) ? SkipDigitsAndPoints(text, at) : at + 1;
                continue;
            }

            Part part = ReadFraction(text, at);
            if (double.IsFinite(part.Value))
            {
                last = new TextNumber(Mixed(text, before, part) ?? part.Value, HasPercent(text, part.End));
                before = part;
            }

            at = part.End;
        }

        return last;
    }

    /// <summary>A digit or a fraction sign, not inside a word (x2, GPT4); a point before a digit, not inside a number (1.2.3).</summary>
    private static bool StartsNumber(string text, int at)
    {
        char before = at > 0 ? text[at - 1] : ' ';
        return char.IsAsciiDigit(text[at]) || IsVulgarFraction(text[at])
            ? !IsCasedLetter(before)
            : text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && !IsCasedLetter(before) && !char.IsAsciiDigit(before);
    }

    /// <summary>A number, or two with a slash or LaTeX's <c>\frac</c>; more than one slash is a date and stays apart.</summary>
    private static Part ReadFraction(string text, int start)
    {
        Part number = ReadNumber(text, start);
        bool isLatex = text.AsSpan(0, start).EndsWith("frac{") && text.AsSpan(number.End).StartsWith("}{");
        int below = number.End + (isLatex ? 2 : 1);
        bool isSlash = !isLatex && number.End < text.Length && text[number.End] == '/' && !(start > 0 && text[start - 1] == '/');
        if (!(isLatex || isSlash) || below >= text.Length || !char.IsAsciiDigit(text[below]))
        {
            return number with { IsNegative = Signed(text, start) };
        }

        Part divisor = ReadNumber(text, below);
        bool isDate = isSlash && divisor.End < text.Length && text[divisor.End] == '/';
        if (isDate || divisor.Size == 0)
        {
            return number with { IsNegative = Signed(text, start) };
        }

        int numerator = isLatex ? FracStart(text, start) : start;
        return new Part(start, divisor.End, number.Size / divisor.Size, Signed(text, numerator), IsFraction: true);
    }

    /// <summary>Digits with separators, a decimal part and a power of ten, without a sign.</summary>
    private static Part ReadNumber(string text, int start)
    {
        if (IsVulgarFraction(text[start]))
        {
            return new Part(start, start + 1, CharUnicodeInfo.GetNumericValue(text, start), IsNegative: false, IsFraction: true);
        }

        int end = SkipDigits(text, start);
        int groups = end;
        while (end - start is >= 1 and <= 3 && IsGroup(text, groups))
        {
            groups += 4;
        }

        end = groups;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = SkipDigits(text, end + 1);
        }

        double value = Parse(text.AsSpan(start, end - start));
        (int exponent, int after) = ReadPower(text, end);
        if (after > end && value == 10 && text[end] == '^')
        {
            // 10^5 by itself is the power, not ten times it.
            exponent--;
        }

        double size = after == end || value == 0 ? value : value * Math.Pow(10, exponent);
        return new Part(start, after, size, IsNegative: false, IsFraction: false);
    }

    /// <summary>The value of '1 3/4' or '1½', or null where what stands before is no whole number just in front of a proper fraction.</summary>
    private static double? Mixed(string text, Part whole, Part fraction)
    {
        int gap = fraction.Start - whole.End;
        bool isMixed = whole.End > 0 && fraction is { IsFraction: true, IsNegative: false, Size: < 1 } && !whole.IsFraction
            && double.IsInteger(whole.Size) && (gap == 0 || (gap == 1 && text[whole.End] == ' '));
        return isMixed ? (whole.IsNegative ? -1 : 1) * (whole.Size + fraction.Size) : null;
    }

    private static bool HasPercent(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        rest = rest.StartsWith(" ") ? rest[1..] : rest;
        return rest.StartsWith("%") || rest.StartsWith("\\%") || rest.StartsWith("percent", StringComparison.OrdinalIgnoreCase);
    }

    private static double Parse(ReadOnlySpan<char> digits)
    {
        Span<char> plain = digits.Length <= 128 ? stackalloc char[digits.Length] : new char[digits.Length];
        int length = 0;
        foreach (char c in digits)
        {
            if (!IsSeparator(c))
            {
                plain[length++] = c;
            }
        }

        return double.Parse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A number without its sign, or a fraction of two, and where it stands.</summary>
    private readonly record struct Part(int Start, int End, double Size, bool IsNegative, bool IsFraction)
    {
        public double Value => IsNegative ? -Size : Size;
    }
}

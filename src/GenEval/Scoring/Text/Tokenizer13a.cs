using System.Buffers;

namespace GenEval.Scoring.Text;

/// <summary>
/// The tokenizer of mteval-v13a as sacrebleu's <c>13a</c> has it: its four substitutions one after the other, each of which
/// goes on behind what it has replaced. Keeps its buffers; not safe for several threads.
/// </summary>
internal sealed class Tokenizer13a
{
    private static readonly SearchValues<char> s_symbols = SearchValues.Create("!\"#$%&()*+/:;<=>?@[\\]^_`{|}~");

    private char[] _text = new char[1 << 10];
    private char[] _next = new char[1 << 10];
    private int _length;

    /// <summary>The text with spaces between its tokens, to be split at what Python calls white space. Valid until the next call.</summary>
    public ReadOnlySpan<char> Tokenize(string text)
    {
        SeparateSymbols(Clean(text));
        ReadOnlySpan<char> spaced = _text.AsSpan(0, _length);
        bool hasStops = spaced.ContainsAny('.', ',');
        bool hasDashes = spaced.Contains('-');
        if (hasStops)
        {
            SeparateStopsBehindNonDigits();
            SeparateStopsBeforeNonDigits();
        }

        if (hasDashes)
        {
            SeparateDashesBehindDigits();
        }

        return _text.AsSpan(0, _length);
    }

    private static ReadOnlySpan<char> Clean(string text)
    {
        ReadOnlySpan<char> line = PythonText.StripEnd(text);
        if (!line.ContainsAny('<', '\n', '&'))
        {
            return line;
        }

        string cleaned = line.ToString().Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' ');
        return cleaned.Contains('&', StringComparison.Ordinal)
            ? cleaned.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
                .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
            : cleaned;
    }

    // [\{-\~\[-\` -\&\(-\+\:-\@\/] becomes ' \1 '; a space in front and behind, on which the next substitutions rely.
    private void SeparateSymbols(ReadOnlySpan<char> line)
    {
        if (_text.Length < (line.Length * 3) + 2)
        {
            _text = new char[(line.Length * 4) + 2];
        }

        _text[0] = ' ';
        _length = 1;
        for (int at = line.IndexOfAny(s_symbols); at >= 0; at = line.IndexOfAny(s_symbols))
        {
            Add(line[..at]);
            _text[_length++] = ' ';
            _text[_length++] = line[at];
            _text[_length++] = ' ';
            line = line[(at + 1)..];
        }

        Add(line);
        _text[_length++] = ' ';
    }

    // ([^0-9])([\.,]) becomes '\1 \2 '.
    private void SeparateStopsBehindNonDigits()
    {
        ReadOnlySpan<char> rest = Swap();
        bool taken = true;
        for (int at = rest.IndexOfAny('.', ','); at >= 0; at = rest.IndexOfAny('.', ','))
        {
            // What the substitution before has taken cannot be its first character again.
            Add(rest[..at]);
            taken = at == 0 ? taken : char.IsAsciiDigit(rest[at - 1]);
            if (!taken)
            {
                _text[_length++] = ' ';
            }

            _text[_length++] = rest[at];
            if (!taken)
            {
                _text[_length++] = ' ';
            }

            taken = !taken;
            rest = rest[(at + 1)..];
        }

        Add(rest);
    }

    // ([\.,])([^0-9]) becomes ' \1 \2'.
    private void SeparateStopsBeforeNonDigits()
    {
        ReadOnlySpan<char> rest = Swap();
        for (int at = rest.IndexOfAny('.', ','); at >= 0; at = rest.IndexOfAny('.', ','))
        {
            Add(rest[..at]);
            bool isApart = at + 1 < rest.Length && !char.IsAsciiDigit(rest[at + 1]);
            if (isApart)
            {
                _text[_length++] = ' ';
                _text[_length++] = rest[at++];
                _text[_length++] = ' ';
            }

            _text[_length++] = rest[at];
            rest = rest[(at + 1)..];
        }

        Add(rest);
    }

    // ([0-9])(-) becomes '\1 \2 '.
    private void SeparateDashesBehindDigits()
    {
        ReadOnlySpan<char> rest = Swap();
        for (int at = rest.IndexOf('-'); at >= 0; at = rest.IndexOf('-'))
        {
            Add(rest[..at]);
            if (at > 0 && char.IsAsciiDigit(rest[at - 1]))
            {
                _text[_length++] = ' ';
                _text[_length++] = '-';
                _text[_length++] = ' ';
            }
            else
            {
                _text[_length++] = '-';
            }

            rest = rest[(at + 1)..];
        }

        Add(rest);
    }

    // Each substitution turns two characters into at most four.
    private ReadOnlySpan<char> Swap()
    {
        if (_next.Length < _length * 2)
        {
            _next = new char[_length * 2];
        }

        (_text, _next) = (_next, _text);
        ReadOnlySpan<char> text = _next.AsSpan(0, _length);
        _length = 0;
        return text;
    }

    private void Add(ReadOnlySpan<char> characters)
    {
        characters.CopyTo(_text.AsSpan(_length));
        _length += characters.Length;
    }
}

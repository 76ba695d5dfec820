using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace GenEval.Suites.Formats;

/// <summary>
/// Takes an entry of a log at once. <see cref="TakeObject"/> goes through the text with the tokenizer before it parses what it takes; here the entry's end
/// is found by its braces, and what stands between them is parsed where it stands. Whatever that cannot do is done the other way.
/// </summary>
internal sealed partial class JsonCursor
{
    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]"u8);

    private JsonDocument? _whole;
    private JsonReaderState _before;
    private JsonTokenType _tokenBefore;

    /// <summary>
    /// The members of the object that the cursor is at, an element of an array or a value of its own. They live until the cursor goes on: what is kept
    /// must be taken out of them before.
    /// </summary>
    public Dictionary<string, JsonElement> TakeWhole(IReadOnlySet<string>? wanted = null)
    {
        // What the tokenizer knows before an element is what it must know after it, but for the first one of an array and a property's value.
        if (_tokenBefore is JsonTokenType.StartArray or JsonTokenType.PropertyName)
        {
            return TakeObject(wanted);
        }

        if (Depth == 0 && LineEnd() is int lineEnd && TryParse(_buffer.AsMemory(_tokenStart, lineEnd - _tokenStart)))
        {
            GoTo(lineEnd);
            return Members(wanted);
        }

        if (End() is not (int start, int end) || !TryParse(_buffer.AsMemory(start, end - start)))
        {
            return TakeObject(wanted);
        }

        GoTo(end);
        return Members(wanted);
    }

    private void GoTo(int end)
    {
        Line += _buffer.AsSpan(_position, end - _position).Count((byte)'\n');
        (_position, _state, Token) = (end, _before, JsonTokenType.EndObject);
    }

    // In JSON Lines an entry ends where its line does, which is found faster than its last brace. Null where the buffer ends before, or it is no such line.
    private int? LineEnd()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_tokenStart, _end - _tokenStart);
        int line = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> entry = line < 0 ? [] : rest[..line].TrimEnd(" \t\r"u8);
        return entry is [.., (byte)'}'] ? _tokenStart + entry.Length : null;
    }

    private Dictionary<string, JsonElement> Members(IReadOnlySet<string>? wanted)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty property in _whole!.RootElement.EnumerateObject())
        {
            ReadOnlySpan<byte> utf8 = JsonMarshal.GetRawUtf8PropertyName(property);
            string name = utf8.Contains((byte)'\\') ? property.Name : _names.Intern(utf8);
            if (wanted is null || wanted.Contains(name))
            {
                members[name] = property.Value;
            }
        }

        return members;
    }

    private bool TryParse(ReadOnlyMemory<byte> json)
    {
        _whole?.Dispose();
        _whole = null;
        ReadOnlySpan<byte> text = json.Span;
        if (!Utf8.IsValid(text) || text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0)
        {
            return false;
        }

        try
        {
            _whole = JsonDocument.Parse(json, s_taking);
            return true;
        }
        catch (JsonException)
        {
            // A NaN, or something that the slow way explains.
            return false;
        }
    }

    // The braces that belong together; whether the text between them is JSON is seen when it is parsed. Null where the text ends before.
    private (int Start, int End)? End()
    {
        _kept = _tokenStart;
        (int at, int depth, bool inText) = (_tokenStart, 0, false);
        try
        {
            while (true)
            {
                ReadOnlySpan<byte> rest = at < _end ? _buffer.AsSpan(at, _end - at) : [];
                int found = inText ? rest.IndexOfAny((byte)'"', (byte)'\\') : rest.IndexOfAny(s_structure);
                if (found < 0)
                {
                    int kept = _kept;
                    int ahead = Math.Max(0, at - _end);
                    if (!Fill(out int end))
                    {
                        return null;
                    }

                    at = end - kept + _kept + ahead;
                    continue;
                }

                at += found + 1;
                switch (rest[found])
                {
                    case (byte)'\\':
                        at++;
                        break;
                    case (byte)'"':
                        inText = !inText;
                        break;
                    case (byte)'{' or (byte)'[':
                        depth++;
                        break;
                    default:
                        if (--depth == 0)
                        {
                            return (_kept, at);
                        }

                        break;
                }
            }
        }
        finally
        {
            _kept = -1;
        }
    }

    // Fills and says where the text ended before.
    private bool Fill(out int end)
    {
        end = _end;
        return Fill();
    }
}

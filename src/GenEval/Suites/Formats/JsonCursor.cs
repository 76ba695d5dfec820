using System.Buffers;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Walks through JSON text of any length (one document, or several one after the other, as in JSON Lines) and holds no more of it than the value
/// that is taken. Parts that nobody takes are passed over at the speed of the tokenizer. NaN and Infinity, which Python writes, are read as null.
/// </summary>
internal sealed partial class JsonCursor : IDisposable
{
    private static readonly JsonReaderOptions s_reading = new() { AllowMultipleValues = true, MaxDepth = 256 };
    private static readonly JsonDocumentOptions s_taking = new() { MaxDepth = 256 };

    private readonly Stream _stream;
    private readonly string _file;
    private readonly int _longest;
    private readonly Utf8StringPool _names = new(capacity: 4096, longest: 256);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
    private JsonReaderState _state = new(s_reading);
    private int _position;
    private int _end;
    private int _kept = -1;
    private int _tokenStart;
    private int _valueStart;
    private int _valueLength;
    private bool _escaped;
    private bool _ended;
    private bool _begun;

    public JsonCursor(Stream stream, string file, int longest)
    {
        (_stream, _file, _longest) = (stream, file, longest);
    }

    public JsonTokenType Token { get; private set; }

    public int Depth { get; private set; }

    /// <summary>The line that the last token ends on, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Where the cursor stands, for messages.</summary>
    public RecordOrigin Origin => new(_file, Line);

    /// <summary>Goes to the next token; false at the end of the text.</summary>
    /// <exception cref="TruncatedException">The text ends within a value.</exception>
    /// <exception cref="SuiteFormatException">The text is no JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_position, _end - _position), isFinalBlock: false, _state);
            bool read;
            try
            {
                read = reader.Read();
            }
            catch (JsonException e)
            {
                Repair(e);
                continue;
            }

            if (read)
            {
                (_before, _tokenBefore, Token) = (_state, Token, reader.TokenType);
                Depth = reader.CurrentDepth;
                _tokenStart = _position + (int)reader.TokenStartIndex;
                _valueLength = reader.ValueSpan.Length;
                _valueStart = Token is JsonTokenType.String or JsonTokenType.PropertyName ? _tokenStart + 1 : _tokenStart;
                _escaped = reader.ValueIsEscaped;
                Advance(reader);
                return true;
            }

            if (!Fill())
            {
                return AtEnd();
            }
        }
    }

    /// <summary>The name of the property that the cursor is at.</summary>
    public string Name => _escaped
        ? JsonMending.Parse(_buffer.AsSpan(_tokenStart, _valueLength + 2), s_taking).GetString()!
        : _names.Intern(_buffer.AsSpan(_valueStart, _valueLength));

    /// <summary>The value that the cursor is at, which then stands at its end.</summary>
    public JsonElement Take()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            int quotes = Token == JsonTokenType.String ? 2 : 0;
            return JsonMending.Parse(_buffer.AsSpan(_tokenStart, _valueLength + quotes), s_taking);
        }

        _kept = _tokenStart;
        Skip();
        JsonElement value = JsonMending.Parse(_buffer.AsSpan(_kept, _position - _kept), s_taking);
        _kept = -1;
        return value;
    }

    /// <summary>Passes over the value that the cursor is at.</summary>
    public void Skip()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        int depth = Depth;
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_position, _end - _position), isFinalBlock: false, _state);
            try
            {
                while (reader.Read())
                {
                    if (reader.CurrentDepth == depth)
                    {
                        Advance(reader);
                        (Token, Depth) = (reader.TokenType, depth);
                        return;
                    }
                }

                Advance(reader);
            }
            catch (JsonException)
            {
                SkipToken();
                if (Depth == depth)
                {
                    return;
                }

                continue;
            }

            if (!Fill())
            {
                throw Truncated();
            }
        }
    }

    /// <summary>The members of the object that the cursor is at, all or those that are wanted; the others are passed over.</summary>
    public Dictionary<string, JsonElement> TakeObject(IReadOnlySet<string>? wanted = null)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        while (NextProperty() is { } name)
        {
            if (wanted is null || wanted.Contains(name))
            {
                members[name] = Take();
            }
            else
            {
                Skip();
            }
        }

        return members;
    }

    /// <summary>Goes to the value of the next property of the object that the cursor is in; null at the object's end.</summary>
    public string? NextProperty()
    {
        Read();
        if (Token != JsonTokenType.PropertyName)
        {
            return null;
        }

        string name = Name;
        Read();
        return name;
    }

    /// <summary>Goes to the next element of the array that the cursor is in; false at the array's end.</summary>
    public bool NextElement() => Read() && Token != JsonTokenType.EndArray;

    /// <inheritdoc/>
    public void Dispose()
    {
        _whole?.Dispose();
        _whole = null;
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _position = _end = 0;
        }
    }

    private void Advance(in Utf8JsonReader reader)
    {
        int consumed = (int)reader.BytesConsumed;
        Line += _buffer.AsSpan(_position, consumed).Count((byte)'\n');
        _position += consumed;
        _state = reader.CurrentState;
    }

    // One token at a time finds the place of what the fast way stumbled over.
    private void SkipToken()
    {
        if (!Read())
        {
            throw Truncated();
        }
    }

    private bool AtEnd()
    {
        if (Depth > 0 || Token is JsonTokenType.StartObject or JsonTokenType.StartArray || _buffer.AsSpan(_position, _end - _position).ContainsAnyExcept(" \t\r\n"u8))
        {
            throw Truncated();
        }

        return false;
    }

    private TruncatedException Truncated() => new(FormattableString.Invariant($"the text ends within a value that begins at or before line {Line}"));

    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        int from = _kept >= 0 ? _kept : _position;
        int length = _end - from;
        if (_end == _buffer.Length)
        {
            byte[] target = length <= _buffer.Length / 2 ? _buffer : Grow(length);
            Buffer.BlockCopy(_buffer, from, target, 0, length);
            if (target != _buffer)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = target;
            }

            _position -= from;
            _kept = _kept >= 0 ? 0 : -1;
            _end = length;
        }

        int read;
        try
        {
            read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (InvalidDataException e)
        {
            throw new TruncatedException("the compressed data is damaged or cut off", e);
        }

        _end += read;
        _ended = read == 0;
        if (!_begun)
        {
            _begun = true;
            _position = Utf8Head.MarkLength(_buffer.AsSpan(0, _end), _file);
        }

        return !_ended;
    }

    private byte[] Grow(int length) => length < _longest
        ? ArrayPool<byte>.Shared.Rent((int)Math.Min(_buffer.Length * 2L, Math.Max(_longest, _buffer.Length) + 1L))
        : throw new SuiteFormatException(FormattableString.Invariant($"a value is longer than {_longest} bytes, which is the limit."), _file, Line)
        {
            Action = "Logs with embedded images or audio do this; write them again without.",
        };

    /// <summary>Writes null over a NaN or Infinity that the reader refused, or explains what it refused.</summary>
    private void Repair(JsonException e)
    {
        int at = _position;
        while (at < _end && _buffer[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)':')
        {
            at++;
        }

        int position = _position;
        while (_end - at < 9 && Fill())
        {
            // Filling moves the buffer's content.
            at += _position - position;
            position = _position;
        }

        ReadOnlySpan<byte> rest = _buffer.AsSpan(at, _end - at);
        int length = rest.StartsWith("NaN"u8) ? 3 : rest.StartsWith("Infinity"u8) ? 8 : rest.StartsWith("-Infinity"u8) ? 9 : 0;
        if (length == 0 && _ended && rest.Length < 9 && ("NaN"u8.StartsWith(rest) || "Infinity"u8.StartsWith(rest) || "-Infinity"u8.StartsWith(rest)))
        {
            throw Truncated();
        }

        if (length == 0)
        {
            throw JsonProblem.Explain(e, rest[..Math.Min(rest.Length, 40)], _file, Line);
        }

        if (length == 3)
        {
            MakeRoomAt(ref at);
            length = 4;
        }

        "null     "u8[..length].CopyTo(_buffer.AsSpan(at));
    }

    private void MakeRoomAt(ref int at)
    {
        if (_end == _buffer.Length)
        {
            byte[] target = ArrayPool<byte>.Shared.Rent(_buffer.Length + 1);
            Buffer.BlockCopy(_buffer, 0, target, 0, _end);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        Buffer.BlockCopy(_buffer, at, _buffer, at + 1, _end - at);
        _end++;
    }
}

using System.Buffers;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>The bytes that the cursor holds: how they are filled and grown, and how what the tokenizer refuses is mended in them.</summary>
internal sealed partial class JsonCursor
{
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

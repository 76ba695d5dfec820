using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GenEval.Tests.Models;

/// <summary>Reads HTTP/1.1 requests with a Content-Length off a socket, one after the other.</summary>
internal sealed class HttpRequestReader(Socket socket)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;

    /// <summary>The next request, or null where the client closed the connection.</summary>
    public async Task<Request?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        string headers = Encoding.ASCII.GetString(_buffer, 0, end);
        int body = end + 4;
        int size = ContentLength(headers);
        while (_length < body + size)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        string text = Encoding.UTF8.GetString(_buffer, body, size);
        _buffer.AsSpan(body + size, _length - body - size).CopyTo(_buffer);
        _length -= body + size;
        return new Request(headers, text);
    }

    private static int ContentLength(string headers)
    {
        const string name = "content-length:";
        int at = headers.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        int end = at < 0 ? -1 : headers.IndexOf('\r', at);
        return at < 0 ? 0 : int.Parse(headers.AsSpan(at + name.Length, (end < 0 ? headers.Length : end) - at - name.Length), CultureInfo.InvariantCulture);
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
        _length += read;
        return read > 0;
    }

    internal sealed record Request(string Headers, string Body);
}

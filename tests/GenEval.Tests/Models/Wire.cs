using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GenEval.Tests.Models;

/// <summary>Bytes of OpenAI-compatible responses.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions s_utf8 = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Completion(string? content, string finish = "stop", string? refusal = null) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            id = "chatcmpl-1",
            @object = "chat.completion",
            model = "mock-model",
            choices = new[] { new { index = 0, message = new { role = "assistant", content, refusal }, finish_reason = finish } },
            usage = new { prompt_tokens = 12, completion_tokens = 7, total_tokens = 19 },
        },
        s_utf8);

    public static byte[] Response(string status, byte[] body, string headers = "", string type = "application/json") =>
    [
        .. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n{headers}\r\n"),
        .. body,
    ];

    public static byte[] Gzip(byte[] body)
    {
        using MemoryStream target = new();
        using (GZipStream zip = new(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(body);
        }

        return target.ToArray();
    }

    /// <summary>Chunks of three bytes: every character of four bytes is torn, most of two and three too.</summary>
    public static async Task SendInChunksAsync(Socket socket, byte[] body)
    {
        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        for (int i = 0; i < body.Length; i += 3)
        {
            byte[] part = body[i..Math.Min(i + 3, body.Length)];
            await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes($"{part.Length.ToString("x", CultureInfo.InvariantCulture)}\r\n"), .. part, .. "\r\n"u8]);
            if (i % 60 == 0)
            {
                await Task.Yield();
            }
        }

        await socket.SendAsync("0\r\n\r\n"u8.ToArray());
    }
}

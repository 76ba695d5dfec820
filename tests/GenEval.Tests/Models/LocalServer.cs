using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GenEval.Tests.Models;

/// <summary>A plain HTTP server on loopback that keeps what it was sent; what it answers is <paramref name="answer"/>'s to say, from path and body.</summary>
internal sealed class LocalServer(Func<string, byte[], (int Status, byte[] Body)> answer) : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <summary>The base address, without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What came in: path, headers' content type, body.</summary>
    public ConcurrentQueue<(string Path, string? Type, string? Authorization, byte[] Body)> Requests { get; } = [];

    public LocalServer Start()
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = ServeAsync();
        return this;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using MemoryStream body = new();
                await context.Request.InputStream.CopyToAsync(body);
                Requests.Enqueue((context.Request.Url!.AbsolutePath, context.Request.ContentType, context.Request.Headers["Authorization"], body.ToArray()));
                (int status, byte[] text) = answer(context.Request.Url.AbsolutePath, body.ToArray());
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(text);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}

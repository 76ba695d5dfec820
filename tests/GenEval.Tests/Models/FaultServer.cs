using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace GenEval.Tests.Models;

/// <summary>
/// An OpenAI-compatible endpoint on a raw socket, so that it can break in every way a network can, with a ledger of what it was asked and what it
/// answered. What happens to the n-th request (from 0) of a prompt is <paramref name="plan"/>'s to say.
/// </summary>
public sealed class FaultServer(Func<string, int, Fault> plan) : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Entry> _ledger = new(StringComparer.Ordinal);
    private int _inFlight;
    private int _mostInFlight;
    private int _requests;

    /// <summary>The base address, as a person would give it.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>The seconds in a Retry-After header.</summary>
    public double RetryAfterSeconds { get; init; } = 1;

    /// <summary>How long a plain answer takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long a stalled request is kept before its connection is closed.</summary>
    public TimeSpan StallFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Put into every error body, as a server does that echoes what it got.</summary>
    public string Echo { get; init; } = "";

    /// <summary>What is said to a request's body (the whole of it), in place of <see cref="AnswerTo"/>.</summary>
    public Func<string, string>? Speak { get; init; }

    /// <summary>What was asked, by prompt.</summary>
    public IReadOnlyDictionary<string, Entry> Ledger => _ledger;

    /// <summary>How many requests came in.</summary>
    public int Requests => _requests;

    /// <summary>How many requests are open.</summary>
    public int InFlight => _inFlight;

    /// <summary>How many requests it serves at a time; to the others it says 429.</summary>
    public int Capacity { get; init; } = int.MaxValue;

    /// <summary>The most requests that were open at one time.</summary>
    public int MostInFlight => _mostInFlight;

    /// <summary>The headers of the latest request.</summary>
    public string LastHeaders { get; private set; } = "";

    /// <summary>The body of the latest request.</summary>
    public string LastBody { get; private set; } = "";

    /// <summary>The answer to a prompt: everyone can compute it, so that an answer can be checked anywhere.</summary>
    public static string AnswerTo(string prompt) => $"Réponse à « {prompt} » 日本語 😀";

    public FaultServer Start()
    {
        _listener.Start(512);
        Endpoint = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/v1";
        _ = AcceptAsync();
        return this;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                _ = Task.Run(() => ServeAsync(socket));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                HttpRequestReader reader = new(socket);
                while (await reader.ReadAsync(_stop.Token) is { } request)
                {
                    Enter();
                    try
                    {
                        if (!await AnswerAsync(socket, request))
                        {
                            return;
                        }
                    }
                    finally
                    {
                        Leave();
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client went away, or the server is stopping.
            }
        }
    }

    private void Enter()
    {
        lock (_listener)
        {
            _requests++;
            _mostInFlight = Math.Max(_mostInFlight, ++_inFlight);
        }
    }

    private void Leave()
    {
        lock (_listener)
        {
            _inFlight--;
        }
    }

    /// <summary>Answers one request; false where the connection is done with.</summary>
    private async Task<bool> AnswerAsync(Socket socket, HttpRequestReader.Request request)
    {
        LastHeaders = request.Headers;
        LastBody = request.Body;
        string prompt = PromptOf(request.Body);
        Entry entry = _ledger.GetOrAdd(prompt, static _ => new Entry());
        Fault fault = _inFlight > Capacity ? Fault.RateLimit : plan(prompt, entry.Take());
        entry.Add(fault);
        string answer = Speak?.Invoke(request.Body) ?? AnswerTo(prompt);
        switch (fault)
        {
            case Fault.RateLimit:
                await SendAsync(socket, "429 Too Many Requests", Error("slow down"), $"Retry-After: {RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)}\r\n");
                return true;
            case Fault.RateLimitUntilDate:
                string date = DateTimeOffset.UtcNow.AddSeconds(RetryAfterSeconds).ToString("R", CultureInfo.InvariantCulture);
                await SendAsync(socket, "429 Too Many Requests", Error("slow down"), $"Retry-After: {date}\r\n");
                return true;
            case Fault.ServerError:
                await SendAsync(socket, "500 Internal Server Error", Error("it broke"));
                return true;
            case Fault.Unavailable:
                await SendAsync(socket, "503 Service Unavailable", Encoding.UTF8.GetBytes("<html>busy " + Echo + "</html>"), type: "text/html");
                return true;
            case Fault.BadRequest:
                await SendAsync(socket, "400 Bad Request", Error("this prompt is not accepted"));
                return true;
            case Fault.Unauthorized:
                await SendAsync(socket, "401 Unauthorized", Error("Incorrect API key provided"));
                return true;
            case Fault.NotFound:
                await SendAsync(socket, "404 Not Found", Error("no such model"));
                return true;
            case Fault.ResetBeforeFirstByte:
                return Reset(socket);
            case Fault.ResetAfterFirstByte:
                await socket.SendAsync("H"u8.ToArray());
                await Task.Delay(5, _stop.Token);
                return Reset(socket);
            case Fault.HalfBody:
                byte[] whole = Wire.Response("200 OK", Wire.Completion(answer));
                await socket.SendAsync(whole.AsMemory(0, whole.Length - 20));
                return false;
            case Fault.Stall:
                await Task.Delay(StallFor, _stop.Token);
                return false;
            case Fault.InvalidJson:
                await SendAsync(socket, "200 OK", "{\"choices\": [{\"message\": {\"content\": \"half"u8.ToArray());
                return true;
            case Fault.TornUnicode:
                await Wire.SendInChunksAsync(socket, Wire.Completion(answer));
                break;
            case Fault.Gzip:
                await SendAsync(socket, "200 OK", Wire.Gzip(Wire.Completion(answer)), "Content-Encoding: gzip\r\n");
                break;
            case Fault.WrongContentType:
                await SendAsync(socket, "200 OK", "<html>Welcome to the captive portal</html>"u8.ToArray(), type: "text/html");
                return true;
            default:
                if (Latency > TimeSpan.Zero)
                {
                    await Task.Delay(Latency, _stop.Token);
                }

                await SendAsync(socket, "200 OK", fault switch
                {
                    Fault.Empty => Wire.Completion(""),
                    Fault.ContentFilter => Wire.Completion(content: null, "content_filter"),
                    Fault.Refusal => Wire.Completion(content: null, "stop", "I can't help with that."),
                    Fault.Truncated => Wire.Completion(answer, "length"),
                    _ => Wire.Completion(answer),
                });
                break;
        }

        entry.Answered();
        return true;
    }

    private byte[] Error(string message) => JsonSerializer.SerializeToUtf8Bytes(new { error = new { message = $"{message} {Echo}".Trim(), type = "some_error" } });

    private static Task SendAsync(Socket socket, string status, byte[] body, string headers = "", string type = "application/json") =>
        socket.SendAsync(Wire.Response(status, body, headers, type));

    private static bool Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
        return false;
    }

    private static string PromptOf(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("messages").EnumerateArray().First(m => m.GetProperty("role").GetString() == "user").GetProperty("content").GetString()!;
    }

    /// <summary>What happened to one prompt.</summary>
    public sealed class Entry
    {
        private readonly ConcurrentQueue<(Fault Fault, long Time)> _faults = [];
        private int _taken;
        private int _answered;

        /// <summary>How often it was sent.</summary>
        public int Sent => _faults.Count;

        /// <summary>How often a whole answer went out.</summary>
        public int WholeAnswers => _answered;

        /// <summary>What was done, in order, with the time it came in.</summary>
        public IReadOnlyList<(Fault Fault, long Time)> Faults => [.. _faults];

        internal int Take() => Interlocked.Increment(ref _taken) - 1;

        internal void Add(Fault fault) => _faults.Enqueue((fault, TimeProvider.System.GetTimestamp()));

        internal void Answered() => Interlocked.Increment(ref _answered);
    }
}

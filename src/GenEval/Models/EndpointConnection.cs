using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace GenEval.Models;

/// <summary>POSTs JSON to one address of an endpoint, and turns whatever goes wrong into a <see cref="ModelCallException"/> without the key.</summary>
internal sealed class EndpointConnection : IDisposable
{
    private const long LargestAnswer = 64L << 20;
    private const int FirstRead = 4096;

    /// <summary>What a length that is only claimed may cost at once.</summary>
    private const int LargestFirstRead = 1 << 20;

    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly string s_userAgent = "GenEval/" + (typeof(EndpointConnection).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly HttpMessageInvoker _http;
    private readonly EndpointAddress _address;
    private readonly (string Name, string Value)? _authorization;

    public EndpointConnection(ModelOptions model, string operation, HttpMessageHandler? handler = null)
    {
        _address = EndpointAddress.Of(model, operation);
        Key = model.Key;

        // A redirect would carry the key to another host. Answers are small: compression is not asked for, and undone where it comes unasked.
        _http = new HttpMessageInvoker(handler ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        _authorization = Key is null ? null : _address.IsAzure ? ("api-key", Key.Reveal()) : ("Authorization", "Bearer " + Key.Reveal());
    }

    public Uri Address => _address.Uri;

    public bool IsOpenAI => _address.IsOpenAI;

    public ApiKey? Key { get; }

    /// <summary>The provider's name of the GenAI conventions.</summary>
    public string Provider => _address.IsAzure ? "azure.ai.openai" : "openai";

    /// <summary>The body of a 200; everything else is a <see cref="ModelCallException"/>.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<byte[]> PostAsync(byte[] json, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, _address.Uri) { Content = new ByteArrayContent(json) };
            request.Content.Headers.ContentType = s_json;
            request.Headers.TryAddWithoutValidation("User-Agent", s_userAgent);
            if (_authorization is { } authorization)
            {
                request.Headers.TryAddWithoutValidation(authorization.Name, authorization.Value);
            }

            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            byte[] body = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            if (response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out HeaderStringValues encodings))
            {
                body = ContentDecoding.Undo(body, encodings.ToString(), LargestAnswer, Key);
            }

            return response.IsSuccessStatusCode ? body : throw CallFailure.OfStatus(response, body, Key);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw CallFailure.OfConnection(e, Key);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The body straight into an array of its own: HttpContent's buffer would cost an answer's way through two more.</summary>
    private async ValueTask<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        long? expected = content.Headers.ContentLength;
        byte[] body = new byte[Math.Clamp(expected ?? FirstRead, 1, LargestFirstRead)];
        int length = 0;
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            for (int read; (read = await stream.ReadAsync(body.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0;)
            {
                length += read;
                if (length == expected)
                {
                    break;
                }

                if (length > LargestAnswer)
                {
                    throw CallFailure.OfLength(Key);
                }

                if (length == body.Length)
                {
                    Array.Resize(ref body, body.Length * 2);
                }
            }
        }

        Array.Resize(ref body, length);
        return body;
    }
}

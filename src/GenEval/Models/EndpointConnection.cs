using System.Net.Http.Headers;

namespace GenEval.Models;

/// <summary>POSTs JSON to one address of an endpoint, and turns whatever goes wrong into a <see cref="ModelCallException"/> without the key.</summary>
internal sealed class EndpointConnection : IDisposable
{
    private const long LargestAnswer = 64L << 20;

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
    public async Task<byte[]> PostAsync(byte[] json, CancellationToken cancellationToken)
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
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out HeaderStringValues encodings))
            {
                body = ContentDecoding.Undo(body, encodings.ToString(), LargestAnswer, Key);
            }

            return response.IsSuccessStatusCode ? body : throw CallFailure.OfStatus(response, body, Key);
        }
        catch (HttpRequestException e)
        {
            throw CallFailure.OfConnection(e, Key);
        }
    }

    public void Dispose() => _http.Dispose();
}

using System.Net;
using System.Net.Http.Headers;

namespace GenEval.Models;

/// <summary>POSTs JSON to one address of an endpoint, and turns whatever goes wrong into a <see cref="ModelCallException"/> without the key.</summary>
internal sealed class EndpointConnection : IDisposable
{
    private const long LargestAnswer = 64L << 20;

    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly string s_version = typeof(EndpointConnection).Assembly.GetName().Version?.ToString(3) ?? "0";

    private readonly HttpClient _http;
    private readonly EndpointAddress _address;

    public EndpointConnection(ModelOptions model, string operation, HttpMessageHandler? handler = null)
    {
        _address = EndpointAddress.Of(model, operation);
        Key = model.Key;

        // A redirect would carry the key to another host; the caller's own clock ends a call.
        _http = new HttpClient(handler ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("GenEval", s_version));
        if (Key is not null && _address.IsAzure)
        {
            _http.DefaultRequestHeaders.Add("api-key", Key.Reveal());
        }
        else if (Key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key.Reveal());
        }
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
            using ByteArrayContent content = new(json);
            content.Headers.ContentType = s_json;
            using HttpResponseMessage response = await _http.PostAsync(_address.Uri, content, cancellationToken).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? body : throw CallFailure.OfStatus(response, body, Key);
        }
        catch (HttpRequestException e)
        {
            throw CallFailure.OfConnection(e, Key);
        }
    }

    public void Dispose() => _http.Dispose();
}

using System.Text;
using System.Text.Json;

namespace GenEval.Models;

/// <summary>What went wrong with a call, and whether it may pass: the one place where statuses, connection errors and other clients' exceptions are judged.</summary>
internal static class CallFailure
{
    private const int LongestMessage = 500;

    /// <summary>A response whose status is no success.</summary>
    public static ModelCallException OfStatus(HttpResponseMessage response, byte[] body, ApiKey? key)
    {
        int status = (int)response.StatusCode;
        (string? message, string? code) = ReadError(body);
        message = key?.Redact(message) ?? message ?? Excerpt(Encoding.UTF8.GetString(body), key);
        if (status is >= 300 and < 400)
        {
            message = $"the endpoint redirects to {key?.Redact(response.Headers.Location?.ToString()) ?? response.Headers.Location?.ToString()}; give that address";
        }

        return OfStatus(status, code, Shorten(message), RetryAfter.Read(response.Headers, TimeProvider.System));
    }

    /// <summary>A failure by its HTTP status and the error's code, as OpenAI-compatible endpoints name it.</summary>
    public static ModelCallException OfStatus(int status, string? code, string message, TimeSpan? retryAfter, Exception? inner = null)
    {
        (string kind, bool transient) = (status, code) switch
        {
            (429, "insufficient_quota" or "billing_hard_limit_reached") => (FailureKind.Quota, false),
            (402, _) => (FailureKind.Quota, false),
            (429, _) => (FailureKind.RateLimit, true),
            (408, _) => (FailureKind.Timeout, true),
            (409 or 425, _) => (FailureKind.Server, true),
            (401 or 403, _) => (FailureKind.Auth, false),
            (404 or 410, _) => (FailureKind.NotFound, false),
            (_, "context_length_exceeded") => (FailureKind.ContextLength, false),
            ( >= 500, _) => (FailureKind.Server, status is not (501 or 505)),
            _ => (FailureKind.Request, false),
        };
        string text = message.Length == 0 ? $"HTTP {status}" : $"HTTP {status}: {message}";
        return new ModelCallException(kind, text, inner)
        {
            Status = status,
            IsTransient = transient,
            RetryAfter = retryAfter,
            IsFiltered = code is "content_filter" or "content_policy_violation" or "ResponsibleAIPolicyViolation",
        };
    }

    /// <summary>A connection that could not be made or broke.</summary>
    /// <param name="e">A <see cref="HttpRequestException"/>, or an <see cref="HttpIOException"/> where it broke while the answer came.</param>
    /// <param name="key">The key, which is taken out.</param>
    public static ModelCallException OfConnection(Exception e, ApiKey? key)
    {
        string kind = ((e as HttpIOException)?.HttpRequestError ?? (e as HttpRequestException)?.HttpRequestError) switch
        {
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError => FailureKind.Unreachable,
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => FailureKind.Invalid,
            _ => FailureKind.Reset,
        };

        // The inner exception is dropped on purpose where there is a key: its text is not ours to vouch for.
        return new ModelCallException(kind, Shorten(Excerpt(e.InnerException?.Message ?? e.Message, key)), key is null ? e : null) { IsTransient = true };
    }

    /// <summary>An answer that cannot be read as what was asked for.</summary>
    public static ModelCallException OfInvalid(string what, byte[] body, ApiKey? key) =>
        new(FailureKind.Invalid, $"{what}: {Excerpt(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestMessage))), key)}") { IsTransient = true };

    /// <summary>An answer that is longer than any completion.</summary>
    public static ModelCallException OfLength(ApiKey? key) => OfInvalid("The answer is larger than 64 MB", [], key);

    /// <summary>A 200 without a completion: some gateways say in its body what went wrong.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ModelCallException OfAnswer(byte[] body, ApiKey? key)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out JsonElement error) || error.ValueKind != JsonValueKind.Object)
        {
            return OfInvalid("The answer is no chat completion", body, key);
        }

        int status = error.TryGetProperty("code", out JsonElement code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out int number) && number is >= 400 and < 600 ? number : 500;
        string message = Text(error, "message") ?? "";
        return OfStatus(status, code: null, key?.Redact(message) ?? message, retryAfter: null);
    }

    /// <summary>Any other client's exception: those of the Azure and OpenAI packages say their HTTP status in a property of that name.</summary>
    public static ModelCallException OfException(Exception e, ApiKey? key)
    {
        string message = Shorten(Excerpt(e.Message, key));
        return e switch
        {
            ModelCallException known => known,
            HttpRequestException { StatusCode: { } status } => OfStatus((int)status, code: null, message, retryAfter: null),
            HttpRequestException => OfConnection(e, key),
            IOException => new ModelCallException(FailureKind.Reset, message) { IsTransient = true },
            TimeoutException or OperationCanceledException => new ModelCallException(FailureKind.Timeout, message) { IsTransient = true },
            JsonException => new ModelCallException(FailureKind.Invalid, message) { IsTransient = true },
            _ when e.GetType().GetProperty("Status")?.GetValue(e) is int status and >= 300 => OfStatus(status, code: null, message, retryAfter: null),
            _ => new ModelCallException(FailureKind.Unknown, $"{e.GetType().Name}: {message}"),
        };
    }

    /// <summary>The message and code of <c>{"error": {"message", "code" | "type"}}</c>, of <c>{"error": "..."}</c> or of <c>{"message": ".."}</c>.</summary>
    private static (string? Message, string? Code) ReadError(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            JsonElement error = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out JsonElement inner) ? inner : root;
            if (error.ValueKind == JsonValueKind.String)
            {
                return (error.GetString(), null);
            }

            return error.ValueKind == JsonValueKind.Object ? (Text(error, "message"), Text(error, "code") ?? Text(error, "type")) : (null, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Excerpt(string text, ApiKey? key) => Shorten(key?.Redact(text) ?? text);

    private static string Shorten(string text) => text.Length <= LongestMessage ? text.Trim() : string.Concat(text.AsSpan(0, LongestMessage).Trim(), "...");
}

using System.Globalization;
using System.Net.Http.Headers;

namespace GenEval.Models;

/// <summary>How long an endpoint asks to wait: <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3), or OpenAI's <c>retry-after-ms</c>.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider time)
    {
        if (headers.TryGetValues("retry-after-ms", out IEnumerable<string>? values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds)
            && milliseconds is >= 0 and < 1e12)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        if (headers.RetryAfter is { } header)
        {
            TimeSpan? wait = header.Delta ?? header.Date - time.GetUtcNow();
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        }

        // Some endpoints send fractions of a second, which the standard does not know and .NET does not parse.
        return headers.TryGetValues("Retry-After", out values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}

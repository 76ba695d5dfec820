namespace GenEval.Models;

/// <summary>Why a call failed. A status is <c>failed.</c> and one of these; the table in docs/running.md is held against it by a test.</summary>
public static class FailureKind
{
    /// <summary>429: the endpoint wants fewer calls.</summary>
    public const string RateLimit = "rateLimit";

    /// <summary>500 and above: the endpoint broke.</summary>
    public const string Server = "server";

    /// <summary>No answer in time, by our clock or by the endpoint's (408).</summary>
    public const string Timeout = "timeout";

    /// <summary>The connection broke before the answer was whole.</summary>
    public const string Reset = "reset";

    /// <summary>An answer came that is no chat completion: not JSON, cut off, or without a choice.</summary>
    public const string Invalid = "invalid";

    /// <summary>400 and its kin: the endpoint does not accept this prompt or a setting.</summary>
    public const string Request = "request";

    /// <summary>The prompt is longer than the model's context.</summary>
    public const string ContextLength = "contextLength";

    /// <summary>The answer could not be used by who asked (a judge without a verdict), also after asking again.</summary>
    public const string Unusable = "unusable";

    /// <summary>401 or 403: the endpoint does not accept the key.</summary>
    public const string Auth = "auth";

    /// <summary>404: there is no such address or model.</summary>
    public const string NotFound = "notFound";

    /// <summary>The quota is used up, or the endpoint asks to wait longer than we wait.</summary>
    public const string Quota = "quota";

    /// <summary>No connection could be made: refused, no such host, no TLS.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The fixture file has no answer for this prompt.</summary>
    public const string NotInFixture = "notInFixture";

    /// <summary>An error of a client that says nothing of the above.</summary>
    public const string Unknown = "unknown";

    /// <summary>Whether one such failure may be the prompt's as well as the endpoint's.</summary>
    internal static bool IsInDoubt(string kind) => kind is RateLimit or Server or Timeout or Reset or Invalid;

    /// <summary>Whether the failure is the endpoint's and not the prompt's, so that a resumed run sends the prompt again.</summary>
    public static bool IsOfEndpoint(string kind) => kind is Auth or NotFound or Quota or Unreachable;
}

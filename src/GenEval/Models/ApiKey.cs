using System.Runtime.InteropServices;
using System.Security;

namespace GenEval.Models;

/// <summary>
/// A secret for an endpoint. Nothing shows it: not <see cref="ToString"/>, not an exception, not a record that holds it; <see cref="Redact"/> takes it
/// out of whatever an endpoint sends back.
/// </summary>
public sealed class ApiKey
{
    private const string Mask = "[key]";

    private readonly string _secret;
    private readonly string[] _forms;

    private ApiKey(string secret, string source)
    {
        _secret = secret.Trim();
        Source = source;
        foreach (char c in _secret)
        {
            if (c is <= ' ' or > '~')
            {
                throw new GenEvalException($"The key from {source} holds a character that no HTTP header may carry (a space, a line break or a letter beyond ASCII).")
                {
                    Id = "ApiKeyInvalid",
                    Action = "Store the key alone, without quotes or explanations around it.",
                };
            }
        }

        // A server that echoes the key may have escaped it for a URL, for HTML or in base64 on the way.
        string[] forms = [_secret, Uri.EscapeDataString(_secret), System.Net.WebUtility.HtmlEncode(_secret),
            Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(_secret))];
        _forms = [.. forms.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Where it came from, for messages: the environment variable's name or "a secure string".</summary>
    public string Source { get; }

    /// <summary>The variable that is read when none is named.</summary>
    public const string DefaultVariable = "OPENAI_API_KEY";

    /// <summary>The key in an environment variable, OPENAI_API_KEY unless named; null where it is not set or blank.</summary>
    public static ApiKey? FromEnvironment(string? variable = null)
    {
        variable ??= DefaultVariable;
        return FromText(Environment.GetEnvironmentVariable(variable), variable);
    }

    /// <summary>The key in a secure string, as Read-Host and secret vaults give it; null where it is empty.</summary>
    public static ApiKey? FromSecureString(SecureString secret)
    {
        nint pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return FromText(Marshal.PtrToStringUni(pointer, secret.Length), "a secure string");
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    /// <summary>The key as plain text, with the name of its source for messages; null where it is blank.</summary>
    public static ApiKey? FromText(string? secret, string source) => string.IsNullOrWhiteSpace(secret) ? null : new(secret, source);

    /// <summary>The text with every occurrence of the key replaced by <c>[key]</c>, also where it is escaped for a URL or for HTML or in base64.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public string? Redact(string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (string form in _forms)
        {
            if (text.Contains(form, StringComparison.Ordinal))
            {
                text = text.Replace(form, Mask, StringComparison.Ordinal);
            }
        }

        return text;
    }

    /// <summary>
    /// An answer without the key in it. Stand-ins for a key that local servers ask for (EMPTY, ollama) are words that a model may well say: what is
    /// shorter than 16 characters is left in answers.
    /// </summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public string? RedactAnswer(string? text) => _secret.Length < 16 ? text : Redact(text);

    /// <summary>Says where the key came from, never what it is.</summary>
    public override string ToString() => $"{Mask} from {Source}";

    internal string Reveal() => _secret;
}

using System.Security;
using System.Text.RegularExpressions;

namespace System.Management.Automation;

[Flags]
public enum WildcardOptions
{
    None = 0,
    Compiled = 1,
    IgnoreCase = 2,
    CultureInvariant = 4,
}

/// <summary>* and ? only.</summary>
public sealed class WildcardPattern
{
    private readonly Regex _regex;

    private WildcardPattern(string pattern) => _regex = new(
        "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static bool ContainsWildcardCharacters(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    public static WildcardPattern Get(string pattern, WildcardOptions options) => new(pattern);

    public bool IsMatch(string input) => _regex.IsMatch(input);
}

public sealed class PSCredential(string userName, SecureString password)
{
    public string UserName => userName;

    public SecureString Password => password;
}

namespace GenEval.Models;

/// <summary>A rough count of tokens before an endpoint has counted: for plans and for booking against a limit, never for a result.</summary>
public static class TokenEstimate
{
    /// <summary>What an answer is taken to cost where no longest answer is set, in tokens.</summary>
    public const int Answer = 256;

    /// <summary>About one token for four characters of ASCII and one for every other character, which is what common vocabularies come to.</summary>
    public static int Of(string text)
    {
        int other = 0;
        foreach (char c in text)
        {
            if (c > 127)
            {
                other++;
            }
        }

        return ((text.Length - other + 3) / 4) + other;
    }

    internal static int Of(ModelPrompt prompt) => Of(prompt.User) + (prompt.System is null ? 0 : Of(prompt.System)) + 8;
}

using System.Text;
using GenEval.Scoring.Text;

namespace GenEval.Bench;

/// <summary>ROUGE-L as one would write it down: split, stem each word, fill the table of the longest common subsequence.</summary>
internal static class PlainRougeL
{
    public static double Score(string output, string reference) => F(Tokens(output), Tokens(reference));

    public static string[] Tokens(string text)
    {
        StringBuilder letters = new(text.Length);
        foreach (char c in text.ToLowerInvariant())
        {
            _ = letters.Append(char.IsAsciiLetterOrDigit(c) ? c : ' ');
        }

        return [.. letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stem)];
    }

    public static double F(string[] output, string[] reference)
    {
        int[,] table = new int[reference.Length + 1, output.Length + 1];
        for (int i = 1; i <= reference.Length; i++)
        {
            for (int j = 1; j <= output.Length; j++)
            {
                table[i, j] = string.Equals(reference[i - 1], output[j - 1], StringComparison.Ordinal)
                    ? table[i - 1, j - 1] + 1
                    : int.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        double common = table[reference.Length, output.Length];
        double precision = common / output.Length;
        double recall = common / reference.Length;
        return common == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static string Stem(string word)
    {
        byte[] letters = Encoding.ASCII.GetBytes(word);
        return word.Length > 3 ? Encoding.ASCII.GetString(letters, 0, PorterStemmer.Stem(letters)) : word;
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GenEval.Notebooks;

/// <summary>Gives cells the ids that nbformat 4.5 asks for: from what they hold, so that the same notebook gets the same ids.</summary>
internal static partial class CellIds
{
    public static void Complete(IReadOnlyList<NotebookCell> cells)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        HashSet<string> own = new(cells.Select(c => c.Id).Where(id => Valid().IsMatch(id)), StringComparer.Ordinal);
        foreach (NotebookCell cell in cells)
        {
            if (Valid().IsMatch(cell.Id) && taken.Add(cell.Id))
            {
                continue;
            }

            string made = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cell.Source)))[..8];
            string id = made;
            for (int n = 2; own.Contains(id) || !taken.Add(id); n++)
            {
                id = $"{made}-{n}";
            }

            cell.SetId(id);
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9-_]{1,64}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Valid();
}

namespace GenEval.PowerShell.Help;

/// <summary>
/// A page of docs/en-US: a title, a synopsis, then sections by second-level headings, with third-level headings for parameters and examples.
/// A page that lacks something or has something else is an error, so that the help is never poorer than it looks.
/// </summary>
internal sealed record HelpPage(string Title, string Synopsis, IReadOnlyDictionary<string, Section> Sections)
{
    private static readonly string[] s_sections = ["Syntax", "Description", "Examples", "Parameters", "Inputs", "Outputs", "Errors", "Related links"];

    public static HelpPage Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new FormatException($"{file}: there is no such page.");
        }

        Section top = new("", []);
        List<Section> sections = [];
        List<string> text = top.Lines;
        bool isCode = false;
        foreach (string line in File.ReadLines(file))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!isCode && line.StartsWith("## ", StringComparison.Ordinal))
            {
                sections.Add(new(line[3..].Trim(), []));
                text = sections[^1].Lines;
            }
            else if (!isCode && line.StartsWith("### ", StringComparison.Ordinal))
            {
                sections[^1].Parts.Add(new(line[4..].Trim(), []));
                text = sections[^1].Parts[^1].Lines;
            }
            else
            {
                text.Add(line);
            }
        }

        if (!sections.Select(s => s.Title).SequenceEqual(s_sections) || top.Lines is not [string title, ..] || !title.StartsWith("# ", StringComparison.Ordinal))
        {
            throw new FormatException($"{file}: a title and the sections {string.Join(", ", s_sections)} are expected, in this order.");
        }

        return new(title[2..].Trim(), string.Join(' ', top.Lines.Skip(1)).Trim(), sections.ToDictionary(s => s.Title, StringComparer.Ordinal));
    }

    /// <summary>The text on a parameter.</summary>
    public Section Parameter(string name) => Sections["Parameters"].Parts.Find(p => p.Title == "-" + name)
        ?? throw new FormatException($"{Title}: the parameter -{name} is not described.");
}

/// <summary>A heading with its lines and the headings under it.</summary>
internal sealed record Section(string Title, List<string> Lines)
{
    public List<Section> Parts { get; } = [];

    /// <summary>The lines in fences, without the fences.</summary>
    public IReadOnlyList<string> Code => [.. Blocks().Where(b => b.IsCode).Select(b => b.Text)];

    /// <summary>Paragraphs (their lines joined, marks of emphasis and code taken out) and blocks of code, in order.</summary>
    public IReadOnlyList<(bool IsCode, string Text)> Blocks()
    {
        List<(bool, string)> blocks = [];
        List<string> block = [];
        bool isCode = false;
        foreach (string line in Lines.Append(""))
        {
            if (!isCode && line.StartsWith("| ---", StringComparison.Ordinal))
            {
                // What stands above it are the names of the columns.
                block.Clear();
            }
            else if (line.StartsWith("```", StringComparison.Ordinal) || (!isCode && (line.Length == 0 || IsItem(line))))
            {
                Close(blocks, block, isCode);
                isCode ^= line.StartsWith('`');
                if (!isCode && IsItem(line))
                {
                    block.Add(line);
                }
            }
            else
            {
                block.Add(line);
            }
        }

        return blocks;
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith('|');

    private static void Close(List<(bool, string)> blocks, List<string> block, bool isCode)
    {
        if (block.Count > 0)
        {
            blocks.Add((isCode, isCode ? string.Join('\n', block) : Plain.Text(string.Join(' ', block.Select(l => l.Trim())))));
            block.Clear();
        }
    }
}

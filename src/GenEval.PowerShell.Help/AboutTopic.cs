using System.Text;

namespace GenEval.PowerShell.Help;

/// <summary>A conceptual page as Get-Help about_NAME shows it: plain text, 80 columns, in the shape that PowerShell knows.</summary>
internal static class AboutTopic
{
    private const int Width = 80;
    private const int Indent = 4;

    public static string Of(string file)
    {
        HelpText text = new();
        string name = Path.GetFileNameWithoutExtension(file);
        string[] lines = File.ReadAllLines(file);
        if (lines is not [string title, ..] || title != "# " + name)
        {
            throw new FormatException($"{file}: the first line must be '# {name}'.");
        }

        text.Heading("TOPIC");
        text.Paragraph(name);
        text.Heading("SHORT DESCRIPTION");
        Section section = new("", []);
        foreach (string line in lines.Skip(1).Append("## "))
        {
            if (!line.StartsWith("## ", StringComparison.Ordinal))
            {
                section.Lines.Add(line);
                continue;
            }

            text.Blocks(section.Blocks());
            section = new("", []);
            if (line.Length > 3)
            {
                text.Heading(Plain.Text(line[3..]).ToUpperInvariant());
            }
        }

        return text.ToString();
    }

    private sealed class HelpText
    {
        private readonly StringBuilder _text = new();

        // PowerShell takes the fifth line for the synopsis, so nothing here may add lines to the first headings.
        public void Heading(string words) => _text.Append(words).Append('\n');

        public void Blocks(IReadOnlyList<(bool IsCode, string Text)> blocks)
        {
            for (int i = 0; i < blocks.Count; i++)
            {
                bool isItem = IsItem(blocks[i]);
                if (blocks[i].IsCode)
                {
                    Code(blocks[i].Text);
                }
                else
                {
                    Words(blocks[i].Text, hanging: isItem ? 2 : 0);
                }

                if (!isItem || i + 1 == blocks.Count || !IsItem(blocks[i + 1]))
                {
                    _text.Append('\n');
                }
            }
        }

        public void Paragraph(string words)
        {
            Words(words, hanging: 0);
            _text.Append('\n');
        }

        public override string ToString() => _text.ToString();

        private static bool IsItem((bool IsCode, string Text) block) => !block.IsCode && block.Text.StartsWith("- ", StringComparison.Ordinal);

        private void Code(string block)
        {
            foreach (string line in block.Split('\n'))
            {
                _text.Append((new string(' ', 2 * Indent) + line).TrimEnd()).Append('\n');
            }
        }

        private void Words(string words, int hanging)
        {
            int column = 0;
            bool isFirst = true;
            foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (column > 0 && column + 1 + word.Length > Width)
                {
                    _text.Append('\n');
                    column = 0;
                    isFirst = false;
                }

                string lead = column > 0 ? " " : new string(' ', Indent + (isFirst ? 0 : hanging));
                _text.Append(lead).Append(word);
                column += lead.Length + word.Length;
            }

            _text.Append('\n');
        }
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace GenEval.Suites;

/// <summary>
/// A prompt with {instruction}, {examples} and {input} in it. What is put in their place is never looked at again, so an input may itself hold
/// "{instruction}". Double braces ({{input}}) mean the word in braces; all other braces are plain text. A value that is empty takes the line
/// breaks before it along.
/// </summary>
public sealed partial class PromptTemplate
{
    private const int LargestKept = 64 * 1024;

    private static readonly string[] s_names = ["instruction", "examples", "input"];

    [ThreadStatic]
    private static StringBuilder? s_prompt;

    private readonly List<(string Text, string? Name)> _pieces = [];

    private PromptTemplate(string text) => Text = text;

    /// <summary>The instruction, a blank line, the input.</summary>
    public static PromptTemplate Default { get; } = Parse("{instruction}\n\n{input}");

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="GenEvalException">A placeholder is none of the three.</exception>
    public static PromptTemplate Parse(string text) => Parse(text, s_names);

    /// <summary>Reads a template with placeholders of other names.</summary>
    /// <exception cref="GenEvalException">A placeholder is none of these.</exception>
    internal static PromptTemplate Parse(string text, IReadOnlyList<string> names)
    {
        PromptTemplate template = new(text);
        StringBuilder plain = new();
        int at = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            plain.Append(text, at, match.Index - at);
            at = match.Index + match.Length;
            string name = match.Groups["name"].Value;
            if (match.Groups["literal"].Success)
            {
                plain.Append('{').Append(name).Append('}');
                continue;
            }

            if (!names.Contains(name, StringComparer.Ordinal))
            {
                throw new GenEvalException($"the prompt has {{{name}}}, which is no placeholder.")
                {
                    Id = "PromptInvalid",
                    Action = $"The placeholders are {string.Join(", ", names.Select(n => $"{{{n}}}").SkipLast(1))} and {{{names[^1]}}}; for the word in braces write {{{{{name}}}}}.",
                };
            }

            template._pieces.Add((plain.ToString(), name));
            plain.Clear();
        }

        template._pieces.Add((plain.Append(text, at, text.Length - at).ToString(), null));
        return template;
    }

    /// <summary>Whether the template uses a placeholder.</summary>
    public bool Uses(string name) => _pieces.Any(piece => piece.Name == name);

    /// <summary>The prompt for an input.</summary>
    public string Render(string instruction, string input, IReadOnlyList<SuiteExample>? examples = null) => Render(name => name switch
    {
        "instruction" => instruction,
        "input" => input,
        _ => Render(examples ?? []),
    });

    /// <summary>The template with the value of each placeholder in its place.</summary>
    internal string Render(Func<string, string> valueOf)
    {
        // Taken, not only looked at: a value may itself be rendered.
        StringBuilder prompt = s_prompt ?? new StringBuilder(1024);
        s_prompt = null;
        bool skipBreaks = false;
        foreach ((string piece, string? name) in _pieces)
        {
            // Nothing stands before it yet: the breaks behind an empty value would only push the prompt down.
            prompt.Append(skipBreaks ? piece.TrimStart('\n', '\r') : piece);
            string value = name is null ? "" : valueOf(name);
            if (value.Length == 0 && name is not null)
            {
                while (prompt.Length > 0 && prompt[^1] is ('\n' or '\r'))
                {
                    prompt.Length--;
                }
            }

            skipBreaks = prompt.Length == 0 && value.Length == 0;
            prompt.Append(value);
        }

        string text = prompt.ToString();
        s_prompt = prompt.Capacity <= LargestKept ? prompt.Clear() : null;
        return text;
    }

    private static string Render(IReadOnlyList<SuiteExample> examples) =>
        string.Join("\n\n", examples.Select(example => $"Input: {example.Input}\nOutput: {example.Output}"));

    // Only a name in braces can be a placeholder, so JSON in a prompt stays what it is.
    [GeneratedRegex(@"(?<literal>\{\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}\})|\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}

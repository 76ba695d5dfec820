using System.Globalization;
using System.Text.RegularExpressions;
using GenEval.Tests.Cli;

namespace GenEval.Tests;

/// <summary>
/// The README cannot rot: its files are written, its commands run, and what they print is what it shows. GENEVAL_ACCEPT=1 writes what they print now.
/// </summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_path = Path.Combine(Shared.Root, "README.md");

    [Fact]
    public async Task Its_commands_print_what_it_shows()
    {
        using Folder folder = new();
        string readme = await File.ReadAllTextAsync(s_path, TestContext.Current.CancellationToken);
        string now = readme;
        foreach (Match block in Block().Matches(readme))
        {
            string name = block.Groups["name"].Value.Trim();
            string text = block.Groups["text"].Value;
            if (block.Groups["kind"].Value != "console")
            {
                folder.File(name, text);
                continue;
            }

            string command = text.Split('\n')[0];
            string printed = await Run(command, folder);
            now = now.Replace(text, $"{command}\n{printed}", StringComparison.Ordinal);
        }

        if (Environment.GetEnvironmentVariable("GENEVAL_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(s_path, now, TestContext.Current.CancellationToken);
        }

        Assert.Equal(readme, now, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Every_page_it_links_to_is_there() =>
        Assert.All(Link().Matches(File.ReadAllText(s_path)), link => Assert.True(File.Exists(Path.Combine(Shared.Root, link.Groups["path"].Value)), link.Value));

    [Fact]
    public void It_is_short() => Assert.True(File.ReadAllLines(s_path).Length < 150);

    private static async Task<string> Run(string command, Folder folder)
    {
        string[] halves = command["$ geneval ".Length..].Split(" | head -n ");
        string[] args = [.. halves[0].Split(' ').Select(a =>
            File.Exists(folder[a]) ? folder[a] : a.StartsWith("suites/", StringComparison.Ordinal) ? Path.Combine(Shared.Root, a) : a)];
        Geneval run = await Geneval.RunAsync(args);
        Assert.True(run.ExitCode == 0, $"{command}: {run.Error}");
        string[] lines = run.Out.TrimEnd('\n').Split('\n');
        return string.Join('\n', lines.Take(halves.Length > 1 ? int.Parse(halves[1], CultureInfo.InvariantCulture) : lines.Length)) + "\n";
    }

    [GeneratedRegex("^```(?<kind>console|jsonl|text)(?<name>[^\n]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<path>[a-z/]*\.?[A-Za-z/]+\.md)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}

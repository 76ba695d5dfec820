using System.Globalization;
using System.Text.RegularExpressions;
using GenEval.Tests.Cli;

namespace GenEval.Tests;

/// <summary>
/// The README and the pages with examples cannot rot: their files are written, their commands run, and what they print is what they show.
/// GENEVAL_ACCEPT=1 writes what they print now.
/// </summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_path = Path.Combine(Shared.Root, "README.md");

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/judging.md")]
    [InlineData("docs/running.md")]
    public async Task Its_commands_print_what_it_shows(string page)
    {
        using Folder folder = new();
        string path = Path.Combine(Shared.Root, page);
        string readme = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
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
            await File.WriteAllTextAsync(path, now, TestContext.Current.CancellationToken);
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
        string[] halves = command["$ geneval ".Length..].Split(" | ");
        Geneval run = await Geneval.RunAsync([.. halves[0].Split(' ').Select(a => Place(a, folder))]);
        Assert.True(run.ExitCode == 0, $"{command}: {run.Error}");
        string printed = run.Out.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(Shared.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        string[] lines = printed.TrimEnd('\n').Split('\n');
        lines = halves is [_, var filter] ? filter.Split(' ') switch
        {
            ["head", "-n", var count] => [.. lines.Take(int.Parse(count, CultureInfo.InvariantCulture))],
            ["grep", var word] => [.. lines.Where(line => line.Contains(word, StringComparison.Ordinal))],
            _ => throw new ArgumentException(command, nameof(command)),
        } : lines;
        return printed.Length == 0 ? "" : string.Join('\n', lines) + "\n";
    }

    /// <summary>Files of a page stand in its folder, the suites in the repository.</summary>
    private static string Place(string argument, Folder folder)
    {
        string[] prefixes = ["judge:", "embedding:", "fixture:"];
        string prefix = prefixes.FirstOrDefault(p => argument.StartsWith(p, StringComparison.Ordinal)) ?? "";
        string path = argument[prefix.Length..];
        return path.StartsWith("suites/", StringComparison.Ordinal) ? prefix + Path.Combine(Shared.Root, path)
            : Path.GetExtension(path) is ".jsonl" or ".json" or ".gz" or ".db" or ".txt" or ".csv" or ".html" ? prefix + folder[path] : argument;
    }

    [GeneratedRegex("^```(?<kind>console|jsonl|json|text)(?<name>[^\n]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<path>[a-z/]*\.?[A-Za-z/]+\.md)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}

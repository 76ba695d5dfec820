using System.Globalization;
using System.Text.RegularExpressions;
using GenEval.Suites.Formats;
using GenEval.Tests.Cli;

namespace GenEval.Tests;

/// <summary>docs/importing.md says what the code does: its commands print what it shows, and its tables name every format. GENEVAL_ACCEPT=1 writes what they print now.</summary>
public sealed partial class ImportingDocsTests
{
    private static readonly string s_path = Path.Combine(Shared.Root, "docs", "importing.md");

    [Fact]
    public async Task Its_commands_print_what_it_shows()
    {
        _ = Shared.Path("data", "peer-logs");
        string page = await File.ReadAllTextAsync(s_path, TestContext.Current.CancellationToken);
        string now = page;
        using Folder folder = new();
        foreach (Match block in Block().Matches(page))
        {
            string command = block.Groups["text"].Value.Split('\n')[0];
            now = now.Replace(block.Groups["text"].Value, $"{command}\n{await Run(command, folder)}", StringComparison.Ordinal);
        }

        if (Environment.GetEnvironmentVariable("GENEVAL_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(s_path, now, TestContext.Current.CancellationToken);
        }

        Assert.Equal(page, now, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Its_tables_name_every_format_and_whether_it_met_a_real_file()
    {
        Dictionary<string, bool> rows = Row().Matches(File.ReadAllText(s_path))
            .ToDictionary(row => row.Groups["name"].Value, row => !row.Groups["real"].Value.StartsWith("no", StringComparison.Ordinal), StringComparer.Ordinal);

        Assert.Equal(FormatList.All.Select(f => (f.Name, f.MetRealLog)).Order(), rows.Select(row => (row.Key, row.Value)).Order());
    }

    // What a shell does with "| head -n N" and "; echo $?", and with the shared folder beside the project.
    private static async Task<string> Run(string command, Folder folder)
    {
        Match match = Command().Match(command);
        string[] args = [.. match.Groups["args"].Value.Split(' ').Select(a => a.StartsWith("../shared/", StringComparison.Ordinal) ? Shared.Path(a["../shared/".Length..].Split('/')) : a.EndsWith(".jsonl", StringComparison.Ordinal) ? folder[a] : a)];
        Geneval run = await Geneval.RunAsync(args);
        string printed = run.Out.Length > 0 ? run.Out : run.Error;
        printed = printed.Replace(Path.GetFullPath(Path.Combine(Shared.Path("data"), "..")), "../shared", StringComparison.Ordinal);
        string[] lines = printed.TrimEnd('\n').Split('\n');
        string shown = string.Join('\n', lines.Take(match.Groups["count"].Success ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : lines.Length)) + "\n";
        return match.Groups["echo"].Success ? shown + run.ExitCode.ToString(CultureInfo.InvariantCulture) + "\n" : shown;
    }

    [GeneratedRegex("^```console\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\$ geneval (?<args>.*?)( \| head -n (?<count>\d+))?(?<echo>; echo \$\?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\| `(?<name>[a-z_0-9]+)` \|.*\| (?<real>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}

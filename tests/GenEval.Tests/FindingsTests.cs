using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using GenEval.Tests.Cli;

namespace GenEval.Tests;

/// <summary>
/// docs/findings.md says what its commands print of the shared data. Beside geneval it uses three shell lines, which are done here: zcat with tail, grep,
/// and echo into a file. GENEVAL_ACCEPT=1 writes what they print now.
/// </summary>
public sealed partial class FindingsTests
{
    private static readonly string s_path = Path.Combine(Shared.Root, "docs", "findings.md");

    [Fact]
    public async Task The_commands_print_what_the_page_shows()
    {
        string data = Shared.Path("data");
        using Folder folder = new();
        string page = await File.ReadAllTextAsync(s_path, TestContext.Current.CancellationToken);
        string now = page;
        foreach (Match block in Block().Matches(page))
        {
            string text = block.Groups["text"].Value;
            List<string> printed = [];
            foreach (string line in text.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
            {
                printed.Add(line + "\n" + await Run(line[2..], folder, data));
            }

            now = now.Replace(text, string.Concat(printed), StringComparison.Ordinal);
        }

        if (Environment.GetEnvironmentVariable("GENEVAL_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(s_path, now, TestContext.Current.CancellationToken);
        }

        Assert.Equal(page, now, ignoreLineEndingDifferences: true);
    }

    private static async Task<string> Run(string command, Folder folder, string data)
    {
        string Resolve(string word) => word.StartsWith("data/", StringComparison.Ordinal) ? Path.Combine(data, word["data/".Length..]) : File.Exists(folder[word]) ? folder[word] : word;
        string[] words = command.Split(' ');
        switch (words)
        {
            case ["zcat", var packed, "|", "tail", "-n", "+2", ">", var target]:
                using (StreamReader reader = new(new GZipStream(File.OpenRead(Resolve(packed)), CompressionMode.Decompress)))
                {
                    await reader.ReadLineAsync(TestContext.Current.CancellationToken);
                    folder.File(target, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
                }

                return "";
            case ["grep", var pattern, var file, ">", var target]:
                folder.File(target, string.Join('\n', File.ReadLines(Resolve(file)).Where(line => line.Contains(pattern.Trim('\''), StringComparison.Ordinal))) + "\n");
                return "";
            case ["geneval", .. var rest]:
                string[] halves = string.Join(' ', rest).Split(" | ");
                List<string> args = [.. halves[0].Split(' ').Select(Resolve)];
                if (args.IndexOf("--output") is >= 0 and var output)
                {
                    args[output + 1] = folder[rest[output + 1]];
                }

                Geneval run = await Geneval.RunAsync([.. args]);
                Assert.True(run.ExitCode == 0, $"{command}: {run.Error}");
                return Cut(run.Out, halves[1..]);
            default:
                Assert.Fail($"the test does not know how to run: {command}");
                return "";
        }
    }

    /// <summary>head -n N, tail -n N and sed -n 'A,Bp', in their order.</summary>
    private static string Cut(string text, string[] filters)
    {
        string[] lines = text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
        foreach (string filter in filters)
        {
            string[] words = filter.Split(' ');
            int[] numbers = [.. Number().Matches(words[^1]).Select(number => int.Parse(number.ValueSpan, CultureInfo.InvariantCulture))];
            lines = words[0] switch
            {
                "head" => lines[..Math.Min(numbers[0], lines.Length)],
                "tail" => lines[^Math.Min(numbers[0], lines.Length)..],
                _ => lines[(numbers[0] - 1)..Math.Min(numbers[1], lines.Length)],
            };
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    [GeneratedRegex("^```console\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Number();
}

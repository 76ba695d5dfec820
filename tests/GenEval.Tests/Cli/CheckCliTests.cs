using System.Text.Json;
using System.Xml.Linq;
using GenEval.Reports;
using NJsonSchema;

namespace GenEval.Tests.Cli;

public sealed class CheckCliTests
{
    private const string Known = "the quick brown fox jumps over the lazy dog while the cat sleeps on the warm red mat today";
    private const string Hostile = "<script>alert(1)</script> \u001b[31m=cmd()";

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("junit")]
    [InlineData("csv")]
    public async Task Every_format_lists_the_findings_and_ends_with_0_and_escapes_hostile_names(string format)
    {
        using Folder folder = new();
        Geneval run = await Geneval.RunAsync("check", Records(folder), "--metric", "exact_string", "--format", format);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("\u001b", run.Out, StringComparison.Ordinal);
        switch (format)
        {
            case "json":
                JsonSchema schema = await JsonSchema.FromJsonAsync(Schemas.Get("geneval.check/1"), TestContext.Current.CancellationToken);
                Assert.Empty(schema.Validate(run.Out));
                break;
            case "html":
                Assert.DoesNotContain("<script>", run.Out, StringComparison.Ordinal);
                break;
            case "junit":
                XElement suite = XElement.Parse(run.Out);
                Assert.Equal("2", suite.Attribute("failures")!.Value);
                Assert.All(suite.Elements("testcase"), test => Assert.NotNull(test.Element("failure")));
                break;
            case "table":
                Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
                break;
        }
    }

    [Fact]
    public async Task What_a_judge_was_asked_is_said_without_a_corpus_too_and_not_with_quiet()
    {
        using Folder folder = new();
        folder.File("verdicts.jsonl", """{"task": "judge", "instance": "x", "output": "VERDICT: 4"}""");
        string judge = folder.File("judge.json", """{"model": "judge-1", "endpoint": "fixture:verdicts.jsonl"}""");
        Geneval run = await Geneval.RunAsync("check", Records(folder), "--metric", "judge:" + judge);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches("judge:.*judge.json: [0-9]+ of [0-9]+ questions", run.Error);
        Assert.Empty((await Geneval.RunAsync("check", Records(folder), "--metric", "judge:" + judge, "--quiet")).Error);
    }

    [Fact]
    public async Task The_document_says_what_was_flagged_why_and_where()
    {
        using Folder folder = new();
        string corpus = folder.File("c.txt", "nothing\nhere\n" + "a long way to go from the station to the market hall of the old town");
        using JsonDocument document = JsonDocument.Parse((await Geneval.RunAsync("check", Records(folder), "--corpus", corpus, "--metric", "exact_string", "--format", "json")).Out);
        JsonElement root = document.RootElement;
        Assert.Equal((5, 3), (root.GetProperty("items").GetInt32(), root.GetProperty("flagged").GetInt32()));
        Assert.Equal((1, 2, 2, 1), (Kind("sameInput"), Kind("nearDuplicate"), Kind("trainingOverlap"), Kind("corpusOverlap")));
        JsonElement inCorpus = root.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("kind").GetString() == "corpusOverlap");
        Assert.Equal($"{corpus}:3", inCorpus.GetProperty("place").GetString());
        Assert.Equal("3", inCorpus.GetProperty("instance").GetString());
        Assert.Equal(1, root.GetProperty("nearDuplicates").EnumerateArray().Count(d => d.GetProperty("kind").GetString() == "instruction"));
        Assert.Equal(1, root.GetProperty("scope").GetProperty("tooShort").GetInt32());

        int Kind(string name) => root.GetProperty("byKind").GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_suite_without_answers_is_checked_with_its_problems()
    {
        using Folder folder = new();
        folder.File("suite.json", """{"name":"s"}""");
        folder.File("tasks.jsonl", """
            {"id":"a","novelty":"seen","instructions":[{"id":"1","text":"Answer the question below in one short sentence please"}]}
            {"id":"b","novelty":"unseen","instructions":[{"id":"1","text":"Answer the question below in one short sentence please."}]}
            """);
        folder.File("instances.jsonl", $$"""
            {"task":"a","id":"1","input":"{{Known}}","references":["x"],"novelty":"seen"}
            {"task":"a","id":"2","input":"something else","references":["x"]}
            {"task":"b","id":"1","input":"Well: {{Known}}!","references":["x"],"novelty":"unseen"}
            """);
        Geneval run = await Geneval.RunAsync("check", folder.Path, "--format", "json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Equal((2, 1), (document.RootElement.GetProperty("items").GetInt32(), document.RootElement.GetProperty("flagged").GetInt32()));
        Assert.Equal(2, document.RootElement.GetProperty("nearDuplicates").GetArrayLength());
        Assert.Contains(document.RootElement.GetProperty("problems").EnumerateArray(), p => p.GetProperty("code").GetString() == "noLicense");
        Assert.Equal(0, document.RootElement.GetProperty("runs").GetArrayLength());
    }

    [Theory]
    [InlineData("--corpus", "no-such-file.txt")]
    [InlineData("--ngram", "7")]
    [InlineData("--min-share", "0")]
    [InlineData("--min-coverage", "1.5")]
    [InlineData("--min-jaccard", "-1")]
    public async Task Bad_input_ends_with_2(string option, string value)
    {
        using Folder folder = new();
        Geneval run = await Geneval.RunAsync("check", Records(folder), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.StartsWith("geneval: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_check_ends_with_2_and_nothing_to_compare_with_is_a_warning()
    {
        using Folder folder = new();
        Assert.Equal(2, (await Geneval.RunAsync("check", folder.File("e.jsonl", ""))).ExitCode);
        Geneval run = await Geneval.RunAsync("check", folder.File("r.jsonl", """{"task":"a","input":"x","output":"y","reference":"y"}"""), "--format", "json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning nothingToCompare", run.Error, StringComparison.Ordinal);
    }

    private static string Records(Folder folder) => folder.File("r.jsonl", string.Join('\n',
        Line("s", "seen", "1", "seen", Known, "Translate the sentence below into French"),
        Line("s", "seen", "2", "unseen", "short", "Translate the sentence below into French"),
        Line("u", "unseen", "1", "unseen", Known, "Translate the sentence below into French now"),
        Line("u", "unseen", Hostile, "unseen", "So " + Known + ", it says", "Translate the sentence below into French now"),
        Line("u", "unseen", "3", "unseen", "it is a long way to go from the station to the market hall of the old town", "Translate the sentence below into French now"),
        Line("u", "unseen", "4", "unseen", "an input of nine words that nobody wrote before", "Translate the sentence below into French now")));

    private static string Line(string task, string novelty, string instance, string instanceNovelty, string input, string instruction) => JsonSerializer.Serialize(new
    {
        model = "m", task, novelty, instance, instanceNovelty, input, instructionText = instruction, output = "yes", reference = "yes",
    });
}

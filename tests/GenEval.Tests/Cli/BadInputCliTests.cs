using System.Text;
using GenEval.Reports;
using NJsonSchema;

namespace GenEval.Tests.Cli;

/// <summary>Thin and degenerate data through the command line: every command has a valid document without NaN, or an error that says what is missing.</summary>
public sealed class BadInputCliTests
{
    private static readonly (string Name, string Records)[] s_cases =
    [
        ("one record", Task("t", "unseen", "1")),
        ("one task", Task("t", "unseen", "1101")),
        ("one seen task", Task("t", "seen", "1101")),
        ("one task a level", Lines(Task("s", "seen", "10"), Task("u", "unseen", "01"))),
        ("all right", Lines(Task("s", "seen", "111"), Task("u", "unseen", "111"), Task("v", "unseen", "111"))),
        ("all wrong", Lines(Task("s", "seen", "000"), Task("u", "unseen", "000"), Task("v", "unseen", "000"))),
        ("one input a task", Lines([.. Enumerable.Range(0, 12).Select(t => Task($"t{t}", "unseen", t % 3 == 0 ? "1" : "0"))])),
        ("equal tasks", Lines([.. Enumerable.Range(0, 5).Select(t => Task($"t{t}", "unseen", "10"))])),
        ("nothing scored", Lines(Task("s", "seen", "111"), Task("u", "unseen", "111")).Replace("\"reference\"", "\"note\"", StringComparison.Ordinal)),
        ("all failed", Lines(Task("s", "seen", "11"), Task("u", "unseen", "11")).Replace("\"output\":\"1\"", "\"output\":null,\"status\":\"timeout\"", StringComparison.Ordinal)),
        ("no labels", Lines(Task("s", "unknown", "10"), Task("u", "unknown", "11"))),
        ("no ids", Lines(Task("s", "seen", "10"), Task("u", "unseen", "11")).Replace("\"instance\"", "\"ignored\"", StringComparison.Ordinal)),
        ("wordings with one cell each", Lines(Task("a", "unseen", "10").Replace("\"w\"", "\"w1\"", StringComparison.Ordinal), Task("b", "unseen", "11").Replace("\"w\"", "\"w2\"", StringComparison.Ordinal))),
    ];

    public static TheoryData<string> Names => new(s_cases.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_command_has_a_valid_document_or_says_what_is_missing(string name)
    {
        string records = s_cases.Single(c => c.Name == name).Records;
        using Folder folder = new();
        string a = folder.File("a.jsonl", records);
        string b = folder.File("b.jsonl", records.Replace("\"model\":\"a\"", "\"model\":\"b\"", StringComparison.Ordinal).Replace("\"output\":\"0\"", "\"output\":\"1\"", StringComparison.Ordinal));
        string other = folder.File("c.jsonl", records.Replace("\"task\":\"", "\"task\":\"x", StringComparison.Ordinal).Replace("\"model\":\"a\"", "\"model\":\"c\"", StringComparison.Ordinal));
        await Document("geneval.report/1", "evaluate", a);
        await Document("geneval.report/1", "evaluate", a, "--unscored", "zero", "--confidence", "0.999999", "--threshold", "1");
        await Document("geneval.report/1", "evaluate", b, "--baseline", a);
        await Document("geneval.comparison/1", "compare", a, b);
        await Document("geneval.comparison/1", "compare", a, b, "--baseline");
        await Document("geneval.comparison/1", "compare", a, a);
        // No prompt pairs.
        await Document("geneval.comparison/1", "compare", a, other);
        await Document("geneval.check/1", "check", a);
        await Document("geneval.scaling/1", "scaling", a, b);
        await DocumentOrError("PilotTooSmall", "geneval.power/1", "power", "--from", a);
        await Document("geneval.comparison/1", "compare", a, b, other);
    }

    [Theory]
    [InlineData("--tasks", "1", "--inputs", "1", "--task-variance", "0", "--input-variance", "0")]
    [InlineData("--tasks", "2", "--inputs", "1", "--task-variance", "0", "--input-variance", "0", "--difference", "0.01")]
    [InlineData("--tasks", "1000000", "--inputs", "1", "--task-variance", "1", "--input-variance", "1", "--difference", "0.000001")]
    [InlineData("--tasks", "2", "--inputs", "1000000000", "--task-variance", "1", "--input-variance", "1", "--power", "0.999999", "--confidence", "0.999999")]
    [InlineData("--tasks", "10", "--inputs", "10", "--task-variance", "0.01", "--input-variance", "0.1", "--wordings", "1", "--wording-variance", "0.1")]
    [InlineData("--tasks", "10", "--inputs", "10", "--task-variance", "0.01", "--input-variance", "0.1", "--cost-task", "0", "--cost-call", "0", "--difference", "0.1")]
    public async Task Designs_at_their_limits_have_a_document(params string[] options) => await Document("geneval.power/1", ["power", .. options]);

    /// <summary>A million were tried by hand (docs/statistics.md); here so many that work which grows with their square would not end.</summary>
    [Fact]
    public async Task Very_many_tasks_of_one_input_have_documents()
    {
        const int Tasks = 20_000;
        using Folder folder = new();
        string a = folder.File("a.jsonl", Many(Tasks, "a", 3));
        string b = folder.File("b.jsonl", Many(Tasks, "b", 4));
        await Document("geneval.report/1", "evaluate", a, "--metric", "exact_string");
        await Document("geneval.comparison/1", "compare", a, b, "--metric", "exact_string");
    }

    private static string Many(int tasks, string model, int rightOf)
    {
        StringBuilder lines = new();
        for (int task = 0; task < tasks; task++)
        {
            lines.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{"model":"{{model}}","task":"t{{task}}","novelty":"{{(task % 2 == 0 ? "seen" : "unseen")}}","instance":"1","output":"{{(task % rightOf == 0 ? 1 : 0)}}","reference":"1"}""").Append('\n');
        }

        return lines.ToString();
    }

    private static string Lines(params string[] tasks) => string.Join('\n', tasks);

    private static string Task(string task, string novelty, string answers) => string.Join('\n', answers.Select((answer, i) =>
        $$"""{"model":"a","labels":{"trainTasks":"8"},"task":"{{task}}","novelty":"{{novelty}}","instruction":"w","instance":"{{i}}","output":"{{answer}}","reference":"1"}"""));

    private static async Task Document(string schema, params string[] args)
    {
        Geneval run = await Geneval.RunAsync([.. args, "--format", "json"]);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', args)}: {run.Error}");
        await Check(schema, run, args);
    }

    /// <summary>A pilot may hold too little for a variance; then the error has this meaning, and no document is half-written.</summary>
    private static async Task DocumentOrError(string id, string schema, params string[] args)
    {
        Geneval run = await Geneval.RunAsync([.. args, "--format", "json"]);
        if (run.ExitCode == 0)
        {
            await Check(schema, run, args);
            return;
        }

        Assert.Equal("PilotTooSmall", id);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.Contains("pilot", run.Error, StringComparison.Ordinal);
    }

    private static async Task Check(string schema, Geneval run, string[] args)
    {
        JsonSchema definition = await JsonSchema.FromJsonAsync(Schemas.Get(schema), TestContext.Current.CancellationToken);
        Assert.Empty(definition.Validate(run.Out));
        foreach (string word in (string[])["NaN", "Infinity", "∞", "Exception", "   at "])
        {
            Assert.DoesNotContain(word, run.Out, StringComparison.Ordinal);
            Assert.DoesNotContain(word, run.Error, StringComparison.Ordinal);
        }

        Geneval table = await Geneval.RunAsync([.. args, "--format", "table"]);
        Assert.Equal(0, table.ExitCode);
        Assert.DoesNotContain("NaN", table.Out, StringComparison.Ordinal);
    }
}

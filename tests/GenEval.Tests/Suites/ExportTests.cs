using System.Text.Json;
using GenEval.Suites;
using GenEval.Suites.Export;
using YamlDotNet.Serialization;

namespace GenEval.Tests.Suites;

/// <summary>A suite that is written for another tool, or as prompts, and comes back.</summary>
public sealed class ExportTests
{
    private static readonly Suite s_suite = new()
    {
        Name = "law, v1*",
        Version = "1.0",
        License = "MIT",
        Metric = "rougeL",
        System = "Be brief. {{not a name}}",
        Tasks =
        [
            new() { Id = "sum/lease", Category = "summary", Novelty = Novelty.Seen, Instructions = [new("a", "Sum up {{x}}."), new("b", "In short?", Novelty.Unseen)], Examples = [new("in", "out")] },
            new() { Id = "sum lease", Category = "yes", Novelty = Novelty.Unseen, Metric = "contains", Instructions = [new("c", "Say no.")] },
            new() { Id = "open", Instructions = [new("d", "Talk.")] },
        ],
        Instances =
        [
            new() { Task = "sum/lease", Id = "1", Input = "Miete\n\"{% raw %}\"", References = ["rent", "no"], Novelty = Novelty.Unseen },
            new() { Task = "sum/lease", Id = "2", Input = "=1+1", References = ["two"], Novelty = Novelty.Seen },
            new() { Task = "sum lease", Id = "1", Input = "", References = ["[x]"] },
            new() { Task = "open", Id = "1", Input = "2024-01-01" },
        ],
    };

    [Theory]
    [InlineData("prompts.jsonl")]
    [InlineData("prompts.jsonl.gz")]
    [InlineData("prompts.csv")]
    [InlineData("folder")]
    public void A_suite_comes_back_as_its_tasks_wordings_and_inputs(string name)
    {
        using TempFolder folder = new();
        SuiteExported written = SuiteExport.Write(s_suite, folder.File(name));
        Suite back = InputResolver.ReadSuite([folder.File(name)]);

        Assert.Equal((name == "folder" ? 4 : 6, 3), (written.Items, written.Tasks));
        Assert.Equal(s_suite.Tasks.Select(t => (t.Id, t.Category, t.Novelty)), back.Tasks.Select(t => (t.Id, t.Category, t.Novelty)));
        Assert.Equal(s_suite.Tasks.SelectMany(t => t.Instructions), back.Tasks.SelectMany(t => t.Instructions));
        Assert.Equal(s_suite.Tasks.Select(t => t.Metric ?? "rougeL"), back.Tasks.Select(t => t.Metric ?? back.Metric));
        Assert.Equal(
            s_suite.Instances.Select(i => (i.Task, i.Id, i.Input, string.Join('|', i.References), i.Novelty)), back.Instances.Select(i => (i.Task, i.Id, i.Input, string.Join('|', i.References), i.Novelty)));
    }

    [Fact]
    public void Prompts_have_no_answer_until_somebody_gives_one()
    {
        using TempFolder folder = new();
        SuiteExport.Write(s_suite, folder.File("prompts.jsonl"));
        SuiteExport.Write(s_suite, folder.File("prompts.csv"));
        string[] lines = File.ReadAllLines(folder.File("prompts.jsonl"));

        Assert.DoesNotContain("\"output\"", File.ReadAllText(folder.File("prompts.jsonl")), StringComparison.Ordinal);
        Assert.DoesNotContain("output", File.ReadLines(folder.File("prompts.csv")).First().Split(','));
        Assert.Equal("NoAnswers", Assert.Throws<GenEvalException>(() => InputResolver.Read([folder.File("prompts.jsonl")]).Count()).Id);
        Assert.Equal("Sum up {{x}}.\n\nMiete\n\"{% raw %}\"", JsonElement.Parse(lines[0]).GetProperty("prompt").GetString());

        EvaluationRecord answered = Assert.Single(InputResolver.Read([folder.Write("answered.jsonl", lines[0].Replace("\"input\"", "\"output\":\"rent\",\"input\"", StringComparison.Ordinal))]));
        Assert.Equal(("law, v1*", "rent", "rougeL", Novelty.Seen), (answered.Suite, answered.Output, answered.Metric, answered.Novelty));
    }

    [Fact]
    public void An_lm_eval_task_says_what_the_harness_needs()
    {
        using TempFolder folder = new();
        SuiteExported written = SuiteExport.Write(s_suite, folder.Path, SuiteExportFormat.LmEval);

        string[] names = [.. Directory.GetFiles(folder.Path, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
        Assert.Equal(["law_v1__open", "law_v1__sum_lease", "law_v1__sum_lease_2"], names);
        Assert.Equal((6, 3, "datesReadAsTimes"), (written.Items, written.Tasks, Assert.Single(written.Warnings).Code));
        Dictionary<string, object> task = Yaml(folder, "law_v1__sum_lease");
        Assert.Equal(["law_v1_", "law_v1__seen"], (List<object>)task["tag"]);
        Assert.Equal(("prompt", "references", "{{system}}", "json", "test", "0"), (task["doc_to_text"], task["doc_to_target"], task["description"], task["dataset_path"], task["test_split"], task["num_fewshot"]));
        Assert.Empty((List<object>)((Dictionary<object, object>)task["generation_kwargs"])["until"]);
        Assert.Equal("exact_match", ((Dictionary<object, object>)((List<object>)task["metric_list"])[0])["metric"]);
        Assert.Equal("bypass", ((Dictionary<object, object>)((List<object>)Yaml(folder, "law_v1__open")["metric_list"])[0])["metric"]);
        Assert.True(File.Exists(folder.File(DataFile(task))));

        // PyYAML would read a plain 1.0 as a number.
        Assert.Contains("suite_version: \"1.0\"", File.ReadAllText(folder.File("law_v1__open.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_that_lm_eval_logs_are_the_suites_answers()
    {
        string source = Path.Combine(Shared.Root, "suites", "scenario-legal");
        Suite suite = SuiteReader.Read(source);
        Dictionary<(string, string, string), EvaluationRecord> answers = suite.ReadResponses().ToDictionary(r => (r.Task, r.Instruction!, r.Instance!));
        using TempFolder folder = new();
        SuiteExport.Write(suite, folder.Path, SuiteExportFormat.LmEval);
        foreach (string file in Directory.GetFiles(folder.Path, "*.yaml"))
        {
            Dictionary<string, object> task = Yaml(folder, Path.GetFileNameWithoutExtension(file));
            folder.Write($"logs/m/samples_{task["task"]}_2026-01-01T00-00-00.000000.jsonl", Log(File.ReadLines(folder.File(DataFile(task))), answers));
        }

        folder.Write("logs/m/results_2026-01-01T00-00-00.000000.json", """{"results": {}, "configs": {}, "group_subtasks": {}, "model_name": "legal-summarizer (constructed)"}""");
        List<EvaluationRecord> back = [.. InputResolver.Read([folder.File("logs")])];

        Assert.Equal(answers.Count, back.Count);
        foreach (EvaluationRecord r in back)
        {
            EvaluationRecord a = answers[(r.Task, r.Instruction!, r.Instance!)];
            Assert.Equal((a.Suite, a.Model, a.Category, a.Novelty, a.InstructionText, a.InstructionNovelty), (r.Suite, r.Model, r.Category, r.Novelty, r.InstructionText, r.InstructionNovelty));
            Assert.Equal((a.InstanceNovelty, a.Input, a.Output, a.Metric, r.Repeat), (r.InstanceNovelty, r.Input, r.Output, r.Metric, null));
            Assert.Equal(a.References, r.References);
        }
    }

    [Fact]
    public void A_suite_without_inputs_has_nothing_to_export()
    {
        using TempFolder folder = new();
        Suite empty = s_suite with { Instances = [] };

        Assert.Equal("PlanEmpty", Assert.Throws<GenEvalException>(() => SuiteExport.Write(empty, folder.File("p.csv"))).Id);
        Assert.Equal("PlanEmpty", Assert.Throws<GenEvalException>(() => SuiteExport.Write(empty, folder.File("lm"), SuiteExportFormat.LmEval)).Id);
        Assert.Equal("OutputMissing", Assert.Throws<GenEvalException>(() => SuiteExport.Write(s_suite, "-", SuiteExportFormat.LmEval)).Id);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    // As lm_eval/evaluator.py (0.4.13) writes a line: the harness adds its hashes and scores.
    private static string Log(IEnumerable<string> documents, Dictionary<(string, string, string), EvaluationRecord> answers) => string.Join('\n', documents.Select((line, i) =>
    {
        JsonElement doc = JsonElement.Parse(line);
        string Text(string name) => doc.GetProperty(name).GetString()!;
        return JsonSerializer.Serialize(new
        {
            doc_id = i,
            doc,
            target = doc.GetProperty("references"),
            arguments = new { gen_args_0 = new { arg_0 = Text("prompt"), arg_1 = new { until = Array.Empty<string>() } } },
            resps = (string[][])[[answers[(Text("task"), Text("instruction"), Text("instance"))].Output!]],
            filtered_resps = (string[])[answers[(Text("task"), Text("instruction"), Text("instance"))].Output!],
            filter = "none",
            metrics = (string[])["exact_match"],
            exact_match = 0.0,
        });
    }));

    private static string DataFile(Dictionary<string, object> task) => (string)((Dictionary<object, object>)((Dictionary<object, object>)task["dataset_kwargs"])["data_files"])["test"];

    private static Dictionary<string, object> Yaml(TempFolder folder, string name) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(folder.File(name + ".yaml")));
}

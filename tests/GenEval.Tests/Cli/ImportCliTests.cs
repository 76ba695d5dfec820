using System.Globalization;
using GenEval.Suites;

namespace GenEval.Tests.Cli;

public sealed class ImportCliTests
{
    private const string Benchmark = """{"canary": "C", "examples": [{"input": "b a", "target": "a b"}]}""";

    [Fact]
    public async Task A_benchmark_becomes_a_suite_in_a_folder_and_prompts_in_a_file()
    {
        using Folder folder = new();
        string path = folder.File("sorting.json", Benchmark);

        Assert.Equal(0, (await Geneval.RunAsync("import", path, "--output", folder["suite"])).ExitCode);
        Assert.Equal(0, (await Geneval.RunAsync("import", path, "--output", folder["prompts.csv"])).ExitCode);
        Geneval printed = await Geneval.RunAsync("import", path);

        Assert.Equal("sorting", SuiteReader.Read(folder["suite"]).Name);
        Assert.StartsWith("suite,task,instance,input,references,prompt\n", await File.ReadAllTextAsync(folder["prompts.csv"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"prompt\":\"b a\"", printed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suite_becomes_lm_eval_tasks_and_says_how_to_run_them()
    {
        using Folder folder = new();

        Geneval run = await Geneval.RunAsync("import", Path.Combine(Shared.Root, "suites", "scenario-legal"), "--to", "lm_eval", "--output", folder["lm"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("lm_eval --include_path . --tasks scenario-legal", run.Error, StringComparison.Ordinal);
        Assert.Equal(14, Directory.GetFiles(folder["lm"], "*.yaml").Length);
        Assert.Equal(2, (await Geneval.RunAsync("import", Path.Combine(Shared.Root, "suites", "scenario-legal"), "--to", "lm_eval")).ExitCode);
    }

    [Fact]
    public async Task Answers_that_nobody_labelled_come_with_the_command_that_labels_them()
    {
        using Folder folder = new();
        string path = folder.File("answers.jsonl", """{"task":"t","category":"Word games","output":"o"}""" + "\n" + """{"task":"u","novelty":"seen","output":"o"}""");

        Geneval plain = await Geneval.RunAsync("import", path);
        Geneval labelled = await Geneval.RunAsync("import", path, "--seen", "category:Word games");

        Assert.Contains("1 of 2 records, of 1 tasks ('t')", plain.Error, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"geneval import {path} --seen FILE"), plain.Error, StringComparison.Ordinal);
        Assert.Contains("--seen 'category:Word games'", plain.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unlabelled", labelled.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_of_a_part_ends_with_3()
    {
        using Folder folder = new();
        string path = folder.File("evals.jsonl", """{"spec": {"eval_name": "e"}}""" + "\n" + """{"run_id": "r", "event_id": 1, "sample_id": "1", "type": "sampling", "data": {"prompt": "p", "sampled": "a"}}""");

        Geneval run = await Geneval.RunAsync("import", path);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("partialImport", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"output\":\"a\"", run.Out, StringComparison.Ordinal);
    }
}

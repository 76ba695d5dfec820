using System.Text.Json;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Tests.Suites.Formats;

/// <summary>Benchmarks in the forms in which they are published, and the gathered real ones joined with their answers.</summary>
public sealed class BenchmarkTests
{
    [Fact]
    public void A_Super_NI_task_file_is_a_task_with_its_novelty_from_the_official_split()
    {
        using TempFolder folder = new();
        folder.Write("splits/default/test_tasks.txt", "task2_b\n");
        folder.Write("splits/default/train_tasks.txt", "task1_a\n");
        foreach (string task in (string[])["task1_a", "task2_b", "task3_c"])
        {
            folder.Write($"tasks/{task}.json", """
                {"Contributors":["x"],"Source":["s"],"Categories":["Translation"],"Definition":["Translate.","Put it in English."],
                 "Positive Examples":[{"input":"ja","output":"yes","explanation":"e"}],"Negative Examples":[{"input":"n","output":"o"}],
                 "Instances":[{"id":"i-1","input":"nein","output":["no","nope"]},{"id":"i-2","input":"gut","output":["good"]}],"Instance License":["MIT"]}
                """);
        }

        Suite suite = InputResolver.ReadSuite([folder.Path]);

        Assert.Equal([("task1_a", Novelty.Seen), ("task2_b", Novelty.Unseen), ("task3_c", null)], suite.Tasks.Select(t => (t.Id, t.Novelty)));
        Assert.Equal([("definition", "Translate."), ("definition-2", "Put it in English.")], suite.Tasks[0].Instructions.Select(i => (i.Id, i.Text)));
        Assert.Equal(("Translation", new SuiteExample("ja", "yes")), (suite.Tasks[0].Category, Assert.Single(suite.Tasks[0].Examples)));
        Assert.Equal([("i-1", "nein", "no|nope"), ("i-2", "gut", "good")], suite.Instances.Take(2).Select(i => (i.Id, i.Input, string.Join('|', i.References))));
    }

    [Fact]
    public void Natural_Instructions_v1_has_a_definition_and_a_prompt()
    {
        Suite suite = Read("subtask1.json", """
            {"Title":"T","Prompt":"Answer it.","Definition":"In this task you answer.","Things to Avoid":"-","Examples":{"Positive Examples":[{"input":"a","output":"b","reason":"r"}],"Negative Examples":[]},
             "Instances":[{"input":"q","output":["x"]}]}
            """);

        Assert.Equal(["definition", "prompt"], Assert.Single(suite.Tasks).Instructions.Select(i => i.Id));
        Assert.Equal(("0", "q", "x"), (suite.Instances[0].Id, suite.Instances[0].Input, suite.Instances[0].References[0]));
    }

    [Fact]
    public void A_BIG_Bench_Hard_file_keeps_its_canary()
    {
        Suite suite = Read("word_sorting.json", """{"canary": "DO NOT TRAIN", "examples": [{"input": "b a", "target": "a b"}, {"input": "d c", "target": "c d"}]}""");

        Assert.Equal("DO NOT TRAIN", Assert.Single(suite.Tasks).Extra!["canary"].GetString());
        Assert.Equal(["b a", "d c"], suite.Instances.Select(i => i.Input));
    }

    [Theory]
    [InlineData("alpaca.json", """[{"instruction":"Add.","input":"1 1","output":"2"},{"instruction":"Joke.","input":"","output":"ha"},{"instruction":"Add.","input":"2 2","output":"4"}]""", "alpaca-0,alpaca-1", "1 1||2 2", "2|ha|4")]
    [InlineData("alpaca.jsonl", "{\"instruction\":\"Add.\",\"input\":\"1 1\",\"output\":\"2\"}\n{\"instruction\":\"Joke.\",\"output\":\"ha\"}", "alpaca-0,alpaca-1", "1 1|", "2|ha")]
    [InlineData("flan.jsonl", """{"inputs":"Is it? yes no","targets":"yes","task_source":"Flan2021","task_name":"snli","template_type":"zs_opt"}""", "snli", "Is it? yes no", "yes")]
    [InlineData("seed.jsonl", """{"id":"seed_task_0","name":"n","instruction":"Do.","instances":[{"input":"a","output":"b"},{"input":"c","output":"d"}],"is_classification":false}""", "seed_task_0", "a|c", "b|d")]
    [InlineData("chat.jsonl", """{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":"hello"}]}""", "chat-0", "hi", "hello")]
    [InlineData("qa.csv", "task,question,answer\nx,q1,a1\ny,q2,a2\n", "x,y", "q1|q2", "a1|a2")]
    [InlineData("qa.tsv", "id\tinput\ttarget\n1\tq1\ta1\n", "qa", "q1", "a1")]
    [InlineData("qa.jsonl", """{"question":"q","answers":["a","b"]}""", "qa", "q", "a")]
    public void Other_published_forms_are_read(string file, string text, string tasks, string inputs, string references)
    {
        Suite suite = Read(file, text);

        Assert.Equal(tasks, string.Join(',', suite.Tasks.Select(t => t.Id)));
        Assert.Equal(inputs, string.Join('|', suite.Instances.Select(i => i.Input)));
        Assert.Equal(references, string.Join('|', suite.Instances.Select(i => i.References[0])));
    }

    [Fact]
    public void A_benchmark_can_be_written_as_a_suite()
    {
        using TempFolder folder = new();
        SuiteWriter.Write(Read("word_sorting.json", """{"canary": "C", "examples": [{"input": "b a", "target": "a b"}]}"""), folder.File("suite"));

        Suite suite = SuiteReader.Read(folder.File("suite"));

        Assert.Equal(("word_sorting", "b a"), (suite.Name, suite.Instances[0].Input));
        Assert.Equal("C", suite.Tasks[0].Extra!["canary"].GetString());
    }

    [Fact]
    public void A_benchmark_without_answers_says_what_to_do()
    {
        using TempFolder folder = new();
        string path = folder.Write("bbh.json", """{"examples": [{"input": "b a", "target": "a b"}]}""");

        GenEvalException e = Assert.Throws<GenEvalException>(() => InputResolver.Read([path]).Count());

        Assert.Equal("NoAnswers", e.Id);
        Assert.Contains("geneval import", e.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_of_unknown_tasks_without_a_benchmark_are_an_error_and_others_stay_as_they_are()
    {
        using TempFolder folder = new();
        string answers = folder.Write("p.jsonl", """{"model":"m","id":"1","prediction":"x"}""");
        string known = folder.Write("q.jsonl", """{"model":"m","task":"other","id":"1","prediction":"x","references":["x"]}""");
        string benchmark = folder.Write("b.jsonl", """{"id":"1","task":"t","input":"i","references":["x"]}""");
        List<SuiteWarning> warnings = [];

        Assert.Contains("names no task", Assert.Throws<SuiteFormatException>(() => InputResolver.Read([answers]).Count()).Message, StringComparison.Ordinal);
        Assert.Equal(["t", "other"], InputResolver.Read([benchmark, answers, known], new() { Warn = warnings.Add }).Select(r => r.Task));
        Assert.Equal("notInBenchmark", Assert.Single(warnings).Code);
    }

    [Fact]
    public void Gisting_is_read_from_its_instances_and_predictions()
    {
        IScorer rouge = Scorers.Create("rougeL");
        List<EvaluationRecord> records = [.. Real("gisting-alpaca-plus-instances", "gisting-predictions").Where(r => r.Model is "FLAN-T5-gist-1" or "FLAN-T5-neg_control-1")];

        Assert.Equal(4000, records.Count);
        foreach (IGrouping<(string, Novelty), EvaluationRecord> group in records.GroupBy(r => (r.Model!, r.Novelty!.Value)))
        {
            double expected = Reference("gisting", "models", group.Key.Item1, RecordJson.WordOf(group.Key.Item2), "vs_original_reference", "rougeL");
            Assert.Equal(expected, 100 * group.Average(r => Score(rouge, r)), 0.001);
        }
    }

    [Fact]
    public void Self_instruct_is_read_from_its_instances_and_predictions()
    {
        IScorer rouge = Scorers.Create("rougeL");
        foreach (IGrouping<string?, EvaluationRecord> model in Real("selfinstruct252-instances", "selfinstruct252-predictions").GroupBy(r => r.Model))
        {
            Assert.Equal(252, model.Count());
            Assert.Equal(Reference("selfinstruct252", "models", model.Key!, "rougeL"), 100 * model.Average(r => Score(rouge, r)), 0.001);
        }
    }

    [Fact]
    public void BIG_Bench_Hard_is_read_from_its_instances_prompts_and_predictions()
    {
        IScorer exact = Scorers.Create("exact_string");
        List<EvaluationRecord> records = [.. Real("bbh-instances", "bbh-prompts", "bbh-code-davinci-002-predictions")];

        Assert.Equal(10022, records.Count);
        Assert.All(records, r => Assert.False(string.IsNullOrEmpty(r.InstructionText) || string.IsNullOrEmpty(r.Input)));
        foreach (IGrouping<string, EvaluationRecord> task in records.Where(r => r.Instruction == "direct").GroupBy(r => r.Task, StringComparer.Ordinal))
        {
            Assert.Equal(Reference("bbh-code-davinci-002", "per_task", "direct", task.Key, "strict"), 100 * task.Average(r => Score(exact, r)), 0.0001);
        }
    }

    [Fact]
    public void Natural_Instructions_v1_is_read_from_its_instances_instructions_and_predictions()
    {
        IScorer rouge = Scorers.Create("rougeL");
        List<EvaluationRecord> records = [.. Real("niv1-gpt3-instances", "niv1-gpt3-instructions", "niv1-gpt3-predictions")];

        Assert.Equal(17000, records.Count);
        Assert.True(records.Count(r => r.InstructionText is not null) > 16000);
        foreach (IGrouping<(string, string), EvaluationRecord> cell in records.Where(r => r.References!.Count > 0).GroupBy(r => (r.Task, r.Instruction!)).Take(40))
        {
            Assert.Equal(Reference("niv1-gpt3", "per_task", cell.Key.Item1, cell.Key.Item2, "rougeL"), 100 * cell.Average(r => Score(rouge, r)), 0.001);
        }
    }

    [Fact]
    public void Super_NI_heuristics_are_read_from_instances_definitions_and_predictions_with_the_split_for_labels()
    {
        IScorer rouge = Scorers.Create("rougeL");
        List<EvaluationRecord> records = [.. InputResolver.Read(
            [Data("superni-test-instances"), Data("superni-train-sample"), Data("superni-heuristic-predictions")],
            new() { Seen = SeenLabels.Parse(Shared.Path("data", "superni-splits.json")), Warn = _ => { } })];

        Assert.Equal(10600, records.Count);
        Assert.Equal(60, records.Where(r => r.Novelty == Novelty.Seen).Select(r => r.Task).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(23, records.Where(r => r.Novelty == Novelty.Unseen).Select(r => r.Task).Distinct(StringComparer.Ordinal).Count());

        // A null prediction of copy_input stands for the input itself.
        double copied = records.Where(r => r.Model == "copy_input" && r.Novelty == Novelty.Unseen).Average(r => rouge.Score(new(r.Output ?? r.Input!, r.References!)).Value!.Value);
        Assert.Equal(Reference("superni-heuristics", "models", "copy_input/inter-task", "overall", "rougeL"), 100 * copied, 0.001);
    }

    private static Suite Read(string file, string text)
    {
        using TempFolder folder = new();
        return InputResolver.ReadSuite([folder.Write(file, text)]);
    }

    private static IEnumerable<EvaluationRecord> Real(params string[] files) => InputResolver.Read([.. files.Select(Data)]);

    private static string Data(string file) => Shared.Path("data", file + ".jsonl.gz");

    private static double Score(IScorer scorer, EvaluationRecord record) => scorer.Score(new(record.Output!, record.References!)).Value!.Value;

    private static double Reference(string file, params ReadOnlySpan<string> path)
    {
        JsonElement value = JsonElement.Parse(File.ReadAllText(Shared.Path("data", "reference", file + ".json")));
        foreach (string name in path)
        {
            value = value.GetProperty(name);
        }

        return value.GetDouble();
    }
}

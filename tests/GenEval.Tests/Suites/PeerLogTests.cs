using System.Text.Json;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Tests.Suites;

/// <summary>The logs that other tools really wrote, against what each tool says of itself.</summary>
public sealed class PeerLogTests
{
    [Fact]
    public void Inspect_logs_hold_as_many_answers_errors_epochs_and_the_same_scores()
    {
        int logs = 0;
        foreach (JsonProperty log in Reference("inspect").EnumerateObject())
        {
            List<SuiteWarning> warnings = [];
            List<EvaluationRecord> records = Read(warnings, log.Name);
            int epochs = log.Value.GetProperty("epochs").GetInt32();
            Assert.Equal(log.Value.GetProperty("samples").GetInt32(), records.Count);
            Assert.Equal(log.Value.GetProperty("errors").GetInt32(), records.Count(r => r.Status is not null));
            Assert.All(records.Where(r => r.Status is not null), r => Assert.False(r.Output is not null || string.IsNullOrEmpty(r.Error)));
            Assert.Equal(epochs, records.Select(r => r.Repeat ?? 0).Distinct().Count());
            foreach (JsonProperty scorer in log.Value.GetProperty("scores").EnumerateObject())
            {
                // inspect_ai reduces epochs before it takes the mean; with equal numbers of each that is the same mean.
                double mean = scorer.Value.TryGetProperty("mean", out JsonElement value) ? value.GetDouble() : scorer.Value.GetProperty("accuracy").GetDouble();
                Assert.Equal(mean, records.Where(r => r.Scores is not null).Average(r => r.Scores!["inspect_ai:" + scorer.Name]), 12);
            }

            bool finished = log.Value.GetProperty("status").GetString() == "success";
            Assert.Equal(finished ? [] : ["partialImport"], warnings.Select(w => w.Code));
            logs++;
        }

        Assert.Equal(23, logs);
    }

    [Fact]
    public void An_inspect_folder_carries_task_category_novelty_wording_and_input()
    {
        List<EvaluationRecord> records = Read([], "inspect/logs");
        Dictionary<(string, string, string), EvaluationRecord> answers = RecordReader.Read(Shared.Path("data", "smollm2-superni-responses.jsonl.gz"))
            .ToDictionary(r => (r.Task, r.Instruction!, r.Instance!));

        Assert.Equal(720, records.Count);
        foreach (EvaluationRecord record in records)
        {
            EvaluationRecord answer = answers[(record.Task, record.Instruction!, record.Instance!)];
            Assert.Equal((answer.Category, answer.Novelty, answer.Input), (record.Category, record.Novelty, record.Input));
            Assert.Equal(answer.References, record.References);
            Assert.Equal("openai/SmolLM2-135M-Instruct", record.Model);
        }

        // The same model and settings: most answers are the same to the letter.
        Assert.True(records.Count(r => r.Output == answers[(r.Task, r.Instruction!, r.Instance!)].Output) > 600);
    }

    [Fact]
    public void Lm_eval_logs_hold_as_many_answers_and_the_same_exact_matches()
    {
        List<SuiteWarning> warnings = [];
        List<EvaluationRecord> records = Read(warnings, "lm-eval");
        JsonElement reference = Reference("lm-eval").EnumerateObject().Single().Value;
        ILookup<string, EvaluationRecord> byTask = records.ToLookup(r => "superni_" + r.Task, StringComparer.Ordinal);

        Assert.Equal(reference.EnumerateObject().Where(t => t.Name.StartsWith("superni_task", StringComparison.Ordinal)).Sum(t => t.Value.GetProperty("sample_len").GetInt32()), records.Count);
        foreach (JsonProperty task in reference.EnumerateObject().Where(t => t.Name.StartsWith("superni_task", StringComparison.Ordinal)))
        {
            Assert.Equal(task.Value.GetProperty("sample_len").GetInt32(), byTask[task.Name].Count());
            Assert.Equal(task.Value.GetProperty("exact_match,none").GetDouble(), byTask[task.Name].Average(r => r.Scores!["lm_eval:exact_match"]), 12);
        }

        Assert.All(records, r => Assert.Equal("SmolLM2-135M-Instruct", r.Model));
        Assert.All(records, r => Assert.NotNull(r.Novelty));
        Assert.All(records, r => Assert.False(r.Input!.Contains("role", StringComparison.Ordinal)));

        // Their bleu and chrf are pairs of texts, scored over the corpus.
        Assert.Equal(["scoreLeftOut", "scoreLeftOut"], warnings.Select(w => w.Code));
    }

    [Theory]
    [InlineData("superni.json", 720, 20)]
    [InlineData("superni.jsonl", 720, 20)]
    [InlineData("antonyms-wordings.json", 36, 1)]
    [InlineData("with-errors.json", 72, 2)]
    public void Promptfoo_results_hold_as_many_rows_errors_and_the_same_scores(string file, int rows, int tasks)
    {
        List<EvaluationRecord> records = Read([], "promptfoo/" + file);
        JsonElement reference = Reference("promptfoo").GetProperty("promptfoo/" + Path.ChangeExtension(file, ".json"));

        Assert.Equal(rows, records.Count);
        Assert.Equal(tasks, records.Select(r => r.Task).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(reference.GetProperty("rows").GetInt32(), records.Count);
        Assert.Equal(reference.GetProperty("testErrorCount").GetInt32(), records.Count(r => r.Status == "failed.error"));
        foreach (JsonProperty score in reference.GetProperty("namedScores").EnumerateObject())
        {
            Assert.Equal(score.Value.GetDouble(), records.Sum(r => r.Scores?.GetValueOrDefault("promptfoo:" + score.Name) ?? 0), 9);
        }

        Assert.All(records, r => Assert.NotEmpty(r.References!));
        Assert.Equal(file.StartsWith("antonyms", StringComparison.Ordinal), records.All(r => r.Novelty is null));
        Assert.InRange(records.Select(r => r.Instruction).Distinct(StringComparer.Ordinal).Count(), 3, 5);
    }

    [Theory]
    [InlineData("superni.csv")]
    [InlineData("antonyms-wordings.csv")]
    public void A_promptfoo_table_has_the_answers_of_the_document(string file)
    {
        List<EvaluationRecord> table = Read([], "promptfoo/" + file);
        List<EvaluationRecord> document = Read([], "promptfoo/" + Path.ChangeExtension(file, ".json"));

        Assert.Equal(document.Select(r => r.Output).Order(StringComparer.Ordinal), table.Select(r => r.Output).Order(StringComparer.Ordinal));
        Assert.Equal(document.Sum(r => r.Scores!["promptfoo:score"]), table.Sum(r => r.Scores!["promptfoo:score"]), 0.005 * document.Count);
        Assert.All(table, r => Assert.Equal("smollm2", r.Model));
    }

    [Fact]
    public void The_promptfoo_folder_reads_each_log_once()
    {
        List<SuiteWarning> warnings = [];

        Assert.Equal(720 + 36 + 72, Read(warnings, "promptfoo").Count);
        Assert.Equal(2, warnings.Count(w => w.Code == "sameLogTwice"));
    }

    [Theory]
    [InlineData("inspect/logs", "inspect_ai:includes", "contains")]
    [InlineData("promptfoo/superni.json", "promptfoo:contains", "contains")]
    [InlineData("lm-eval", "lm_eval:exact_match", "exact_match")]
    public void A_peers_score_is_ours_on_the_same_answer_where_the_definitions_agree(string path, string theirs, string ours)
    {
        IScorer scorer = Scorers.Create(ours);
        foreach (EvaluationRecord record in Read([], path))
        {
            // This lm-eval task compared with the first reference only.
            IReadOnlyList<string> references = path == "lm-eval" ? [record.References![0]] : record.References!;

            Assert.Equal(record.Scores![theirs], scorer.Score(new(record.Output!, references)).Value);
        }
    }

    // docs/importing.md says why these are not the same figure.
    [Theory]
    [InlineData("inspect/logs", "inspect_ai:exact", "exact_match")]
    [InlineData("inspect/logs", "inspect_ai:f1", "f1")]
    [InlineData("promptfoo/superni.json", "promptfoo:rouge", "rouge1")]
    public void Where_the_definitions_differ_so_do_some_answers(string path, string theirs, string ours)
    {
        IScorer scorer = Scorers.Create(ours);

        Assert.Contains(Read([], path), r => Math.Abs(r.Scores![theirs] - scorer.Score(new(r.Output!, r.References!)).Value!.Value) > 0.01);
    }

    private static List<EvaluationRecord> Read(List<SuiteWarning> warnings, string path) =>
        [.. InputResolver.Read([Shared.Path("data", "peer-logs", path)], new() { Warn = warnings.Add })];

    private static JsonElement Reference(string tool) => JsonElement.Parse(File.ReadAllText(Shared.Path("data", "reference", "peer-logs.json"))).GetProperty(tool);
}

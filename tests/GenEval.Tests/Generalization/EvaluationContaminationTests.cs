using GenEval.Generalization;
using GenEval.Suites;
using GenEval.Tests.Cli;

namespace GenEval.Tests.Generalization;

/// <summary>The report's contamination section: where the data allow it, it says what geneval check says.</summary>
public sealed class EvaluationContaminationTests
{
    private const string Known = "the quick brown fox jumps over the lazy dog while the cat sleeps on the warm red mat";

    private static readonly EvaluationOptions s_options = new() { Metrics = ["exact_string"], Threshold = 0.5 };

    [Fact]
    public void Inputs_that_stand_in_training_inputs_are_flagged_and_the_levels_are_those_of_the_others()
    {
        // Tasks u0 to u5 with ten inputs each; the first two inputs of each are the training input of s, and always right.
        List<EvaluationRecord> clean = [.. Unseen(from: 2)];
        List<EvaluationRecord> records = [Training(), .. clean, .. Unseen(from: 0).Where(r => r.Input == Known)];
        Report report = Evaluate(records);
        ContaminationReport found = report.Contamination!;
        Assert.Equal((12, 60), (found.Flagged, found.Items));
        Assert.Equal(12, found.ByKind["sameInput"]);
        Level expected = Evaluate([Training(), .. clean]).Levels.InterTask!;
        Assert.Equal(expected.Estimate, found.LevelsClean.InterTask!.Estimate);
        Assert.Equal(expected.Interval, found.LevelsClean.InterTask.Interval);
        Assert.Equal((report.Levels.InterTask!.Estimate - expected.Estimate)!.Value, found.Difference!.InterTask!.Estimate!.Value, 1e-12);
        Assert.NotNull(found.Difference.InterTask.Interval);
        Assert.Contains(report.Warnings, w => w.Code == "contamination");
        Assert.DoesNotContain("contamination", report.Reason.Keys);
    }

    [Fact]
    public void Nothing_found_leaves_the_levels_as_they_are()
    {
        Report report = Evaluate([Training(), .. Unseen(from: 2)]);
        Assert.Equal((0, 48), (report.Contamination!.Flagged, report.Contamination.Items));
        Assert.Same(report.Levels, report.Contamination.LevelsClean);
        Assert.DoesNotContain(report.Warnings, w => w.Code == "contamination");
    }

    [Fact]
    public void Without_training_inputs_or_texts_it_is_null_with_the_reason()
    {
        Assert.StartsWith("no training inputs", Reason(Evaluate([.. Unseen(from: 0)])), StringComparison.Ordinal);
        Assert.StartsWith("no new input carries", Reason(Evaluate([Training(), .. Unseen(from: 0).Select(r => r with { Input = null })])), StringComparison.Ordinal);

        static string Reason(Report report)
        {
            Assert.Null(report.Contamination);
            return report.Reason["contamination"];
        }
    }

    [Fact]
    public void Beyond_the_bound_no_text_is_held_and_the_reason_says_so()
    {
        EvaluationRecord large = Unseen(from: 2).First() with { Instance = "large", Input = new string('x', EvaluatedTexts.MostCharacters) };
        Report report = Evaluate([Training(), large, .. Unseen(from: 0)]);
        Assert.Null(report.Contamination);
        Assert.Contains("too many to keep", report.Reason["contamination"], StringComparison.Ordinal);
        EvaluatedTexts texts = new(bounded: true);
        texts.Add(large, Identity(large));
        texts.Add(Training(), Identity(Training()));
        Assert.True(texts.TooMany);
        Assert.Empty(texts.ToChecked().New);
    }

    [Fact]
    public void The_corpus_is_looked_into_without_a_bound_and_by_name()
    {
        using Folder folder = new();
        folder.File("corpus.txt", $"Something else.\n{Known}.\n");
        Report report = Assert.Single(Evaluator.Evaluate([.. Unseen(from: 0)], s_options with { Corpus = [folder.Path] }, TestContext.Current.CancellationToken));
        Assert.Equal(12, report.Contamination!.ByKind["corpusOverlap"]);
        string empty = Directory.CreateDirectory(folder["none"]).FullName;
        Assert.Equal("CorpusEmpty", Assert.Throws<GenEvalException>(
            () => Evaluator.Evaluate(Unseen(from: 0), s_options with { Corpus = [empty] }, TestContext.Current.CancellationToken)).Id);
    }

    [Fact]
    public void A_suite_s_training_inputs_count_though_nobody_answered_them_and_check_says_the_same()
    {
        using Folder folder = new();
        folder.File("suite.json", """{"name":"s","license":"MIT","metric":"exact_string","threshold":0.5}""");
        folder.File("tasks.jsonl", """
            {"id":"a","novelty":"seen","instructions":[{"id":"1","text":"Repeat the text."}]}
            {"id":"b","novelty":"unseen","instructions":[{"id":"1","text":"Say whether it rains."}]}
            {"id":"c","novelty":"unseen","instructions":[{"id":"1","text":"Say whether it snows."}]}
            """);
        folder.File("instances.jsonl", $$"""
            {"task":"a","id":"1","input":"{{Known}}","references":["x"],"novelty":"seen"}
            {"task":"b","id":"1","input":"Well: {{Known}}!","references":["x"],"novelty":"unseen"}
            {"task":"b","id":"2","input":"it rains on the plain in Spain from morning till night","references":["x"],"novelty":"unseen"}
            {"task":"c","id":"1","input":"snow falls on the hills above the old town all winter","references":["x"],"novelty":"unseen"}
            """);
        Directory.CreateDirectory(folder["responses"]);
        File.WriteAllLines(
            Path.Combine(folder["responses"], "m.jsonl"),
            new[] { ("b", "1", "x"), ("b", "2", "y"), ("c", "1", "x") }.Select(r => $$"""{"model":"m","task":"{{r.Item1}}","instance":"{{r.Item2}}","output":"{{r.Item3}}"}"""));
        Report report = Assert.Single(RecordedAnswers.Evaluate([folder.Path], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((1, 3), (report.Contamination!.Flagged, report.Contamination.Items));
        RunContamination run = Assert.Single(ContaminationCheck.Run([folder.Path], cancellationToken: TestContext.Current.CancellationToken).Runs);
        Assert.Equal((run.Flagged, run.Items), (report.Contamination.Flagged, report.Contamination.Items));
        Assert.Equal(run.Levels["interTask"]!.Clean!.Estimate, report.Contamination.LevelsClean.InterTask!.Estimate);
    }

    private static EvaluationRecord Training() => new()
    {
        Model = "m", Task = "s", Novelty = Novelty.Seen, Instance = "1", InstanceNovelty = Novelty.Seen, Input = Known, References = ["right"], Output = "right",
    };

    private static IEnumerable<EvaluationRecord> Unseen(int from)
    {
        for (int task = 0; task < 6; task++)
        {
            for (int input = from; input < 10; input++)
            {
                yield return new()
                {
                    Model = "m", Task = $"u{task}", Novelty = Novelty.Unseen, Instance = $"{input}", InstanceNovelty = Novelty.Unseen,
                    Input = input < 2 ? Known : $"input number {input} of task {task} has nothing that any other text says",
                    References = ["right"], Output = input < 2 || (input + task) % 3 == 0 ? "right" : "wrong",
                };
            }
        }
    }

    private static RecordIdentity Identity(EvaluationRecord record) => new RecordIdentifier().Identify(record);

    private static Report Evaluate(IEnumerable<EvaluationRecord> records) => Assert.Single(Evaluator.Evaluate(records, s_options, TestContext.Current.CancellationToken));
}

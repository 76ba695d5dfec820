using GenEval.Generalization.Learned;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.Tests.Learned;

/// <summary>On people's real ratings (EVOUNA); the whole of it stands in docs/learned-scorers.md with its command.</summary>
public sealed class HumanRatingTests
{
    [Fact]
    public void A_scorer_of_two_systems_tells_right_answers_of_a_third_to_other_questions_better_than_any_metric()
    {
        string path = Shared.Path("data", "human-evouna.jsonl.gz");
        List<EvaluationRecord> records = [.. InputResolver.Read([path], new RecordReadOptions { Map = ColumnMap.Parse(["dataset=task", "id=instance"]) })];
        ScorerModel scorer = ScorerTraining.Train(
            records.Where(r => r.Model is "fid" or "chatgpt" && Number(r) < 400), new() { Trainer = "linear" }, TestContext.Current.CancellationToken);
        ScorerCard test = ScorerTraining.Test(scorer, records.Where(r => r.Model == "gpt35" && Number(r) is >= 400 and < 1200), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(test.Test!.Auc > 0.94, $"AUC {test.Test.Auc}");
        Assert.True(test.Test.Auc > test.Baselines.Values.Max(b => b.Auc) + 0.02);
        Assert.InRange(test.Test.MeanScore!.Value - test.Test.MeanRating!.Value, -0.05, 0.05);
        Assert.True(test.Baselines["exact_match"].CalibrationError > 0.5);
        Assert.DoesNotContain(test.Warnings, w => w.Code == "leakedItems");
    }

    private static int Number(EvaluationRecord record) => int.Parse(record.Instance!.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture);
}

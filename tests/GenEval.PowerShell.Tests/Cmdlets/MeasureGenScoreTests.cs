using System.Management.Automation;
using GenEval.PowerShell.Commands;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class MeasureGenScoreTests
{
    [Fact]
    public void Each_answer_and_metric_has_a_score_as_soon_as_it_comes()
    {
        using MeasureGenScoreCommand command = new() { Metric = ["exact_match", "levenshtein"] };
        List<int> written = [];
        command.Run(
            () => (command.Prediction, command.Reference) = ("Paris", ["Paris", "Lyon"]),
            () =>
            {
                written.Add(command.Recording.Output.Count);
                (command.Prediction, command.Reference) = ("ab", ["ac"]);
            });
        Assert.Equal([2], written);
        Assert.Equal(
            [("exact_match", 1.0), ("levenshtein", 1.0), ("exact_match", 0.0), ("levenshtein", 0.5)],
            command.Recording.Output.Cast<ScoreResult>().Select(s => (s.Metric, s.Score!.Value)));
    }

    [Theory]
    [InlineData(null, "a", "failed.unknown")]
    [InlineData("a", null, "noReference")]
    public void What_cannot_be_scored_has_a_reason_instead(string? prediction, string? reference, string reason)
    {
        using MeasureGenScoreCommand command = new() { Prediction = prediction, Reference = reference is null ? null : [reference] };
        command.Run();
        ScoreResult score = Assert.IsType<ScoreResult>(Assert.Single(command.Recording.Output));
        Assert.Equal((null, reason), (score.Score, score.Reason));
    }

    [Fact]
    public void An_unknown_metric_is_an_error_before_anything_is_read()
    {
        using MeasureGenScoreCommand command = new() { Metric = ["rouge"] };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(command.Begin).ErrorRecord;
        Assert.Equal(("MetricUnknown", ErrorCategory.ObjectNotFound), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
    }

    [Fact]
    public void PassThru_adds_the_scores_to_the_object_and_writes_it()
    {
        PSObject row = PSObject.Custom(("id", 7), ("output", "ab"));
        using MeasureGenScoreCommand command = new() { InputObject = row, Prediction = "ab", Reference = ["ac"], Metric = ["levenshtein"], PassThru = true };
        command.Run();
        command.Run();
        Assert.All(command.Recording.Output, o => Assert.Same(row, o));
        Assert.Equal(0.5, row.Properties["levenshtein"]!.Value);
        Assert.Single(row.Properties, p => p.Name == "levenshtein");
    }
}

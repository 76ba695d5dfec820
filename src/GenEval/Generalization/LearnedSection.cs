using GenEval.Scoring.Learned;
using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>What a report says of the learned scorer whose scores it is about.</summary>
internal static class LearnedSection
{
    public static LearnedReport? Of(CellTable table) => table.Learned is not { } card ? null : new(Figures(card.CrossValidation), table.OutsideRange)
    {
        Trainer = card.Trainer,
        Ratings = card.Ratings,
        Tasks = card.Tasks,
        Interval = card.CrossValidation.Interval is { } i ? new Interval(i.Lower, i.Upper) : null,
    };

    public static IEnumerable<Warning> Warnings(CellTable table)
    {
        if (table.Learned is not { } card)
        {
            yield break;
        }

        (string name, double? value) = card.CrossValidation.Auc is { } auc ? ("AUC", auc) : ("rank correlation", card.CrossValidation.Spearman);
        string agreement = value is { } v ? $"{name} {Words.Number(v)}" : "an agreement that is not known";
        yield return new("learnedScores", $"The scores are estimates by a scorer trained on {Words.Count(card.Ratings, "rating")}, which agreed with people with {agreement} on {(card.GroupedBy == "task" ? "tasks" : "inputs of its one task")} it was not trained on; the levels hold as far as it does on these answers.");
        int scored = table.Count().Scored;
        if (table.OutsideRange > 0)
        {
            yield return new("learnedOutsideRange", $"{Words.Count(table.OutsideRange)} of {Words.Count(scored)} scored answers are unlike any that the learned scorer was trained on (a feature, a length or the instruction's words outside its range): rate some of them.");
        }
    }

    private static SortedDictionary<string, double?> Figures(ScorerAgreement agreement) => new(StringComparer.Ordinal)
    {
        [agreement.Spearman is null ? "auc" : "spearman"] = agreement.Spearman ?? agreement.Auc,
        ["calibrationError"] = agreement.CalibrationError,
    };
}

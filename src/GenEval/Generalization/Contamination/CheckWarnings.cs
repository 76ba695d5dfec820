namespace GenEval.Generalization;

/// <summary>What a check could not see, so that "clean" is not read as more than it is.</summary>
internal static class CheckWarnings
{
    public static IEnumerable<Warning> Of(CheckReport report)
    {
        CheckScope scope = report.Scope;
        if (scope.TrainingInputs == 0 && scope.CorpusFiles == 0)
        {
            yield return new("nothingToCompare", "No input is labelled as tuned on (novelty seen) and no corpus was given, so no new input can be flagged: name the training text with --corpus.");
        }

        if (scope.TooShort > 0)
        {
            yield return new("tooShort", $"{Words.Count(scope.TooShort)} of {Words.Count(report.Items, "new input")} have fewer than {Words.Count(report.Rule.NGram)} words (a to z and digits; other scripts have none): only equal and nearly equal training inputs are found.");
        }

        if (scope.WithoutText > 0)
        {
            yield return new("withoutText", $"{Words.Count(scope.WithoutText)} records or instances carry no text of their input, so nothing is known of them; they count as clean in the levels.");
        }
    }
}

using System.Globalization;
using GenEval.Generalization.Drivers;
using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>What a report says of the features that go with its scores.</summary>
internal static class DriverSection
{
    /// <summary>So many of the clear ones are named in the diagnosis.</summary>
    public const int Named = 2;

    /// <summary>With fewer tasks a feature of tasks cannot be told from the tasks themselves.</summary>
    public const int FewestTasks = 10;

    /// <summary>The features, the most important first; null with the reason.</summary>
    public static (IReadOnlyList<Driver>? Drivers, string? Reason) Of(CellTable table, bool isCrossed, IDriverTrainer trainer, double confidence, long seed)
    {
        DriverTable features = new(table.Drivers.Rows, table, isCrossed);
        if (features.TaskCount < FewestTasks)
        {
            return (null, $"{Words.Count(features.TaskCount, "task")} with scored answers; to tell a feature from the tasks it stands in needs {FewestTasks}");
        }

        if (features.Features.Count == 0)
        {
            return (null, "no feature of the records' texts varies between enough tasks");
        }

        if (DriverAnalysis.Of(features, trainer, seed) is not { } analysis)
        {
            return (null, "all scores are equal");
        }

        if (analysis.Explained <= 0)
        {
            return (null, "the features do not help to predict the scores of tasks that were held out");
        }

        DifferenceEstimate[] means = [.. analysis.Importances.Select(i => OverTasks(i.Losses, confidence))];
        double?[] adjusted = MultipleTests.Holm([.. means.Select(m => m.Estimate is > 0 ? m.PValue ?? 1 : 1)]);
        return ([.. analysis.Importances.Select((importance, i) => One(importance, means[i], adjusted[i]))
            .OrderByDescending(d => d.IsClear).ThenByDescending(d => d.Importance).ThenBy(d => d.Feature, StringComparer.Ordinal)], null);
    }

    /// <summary>The sentences that belong in the diagnosis.</summary>
    public static IEnumerable<string> Reasons(IReadOnlyList<Driver>? drivers) => (drivers ?? []).Where(d => d.IsClear).Take(Named).Select(d => d.Sentence);

    /// <summary>The t interval and test over tasks.</summary>
    private static DifferenceEstimate OverTasks(double[] losses, double confidence) => DifferenceEstimate.FromT(
        Moments.MeanOf(losses), Math.Sqrt(Moments.Variance(losses)!.Value / losses.Length), losses.Length - 1, "t over tasks", new Confidence(confidence));

    private static Driver One(DriverImportance importance, DifferenceEstimate mean, double? adjusted)
    {
        (double effect, string sentence) = Say(importance);
        return new(Words.Name(importance.Column.Feature), mean.Estimate, mean.Interval, adjusted, sentence) { Effect = effect, Tasks = importance.Losses.Length };
    }

    private static (double Effect, string Sentence) Say(DriverImportance importance)
    {
        DriverColumn column = importance.Column;
        DriverWords words = DriverWords.Of(column.Feature);
        double[] predicted = importance.Predicted;
        if (column.Labels is { } labels)
        {
            int low = Array.IndexOf(predicted, predicted.Min());
            int high = Array.IndexOf(predicted, predicted.Max());
            return (predicted[high] - predicted[low], $"{words.More} goes with the score: {Number(predicted[low] - predicted[high])} from {labels[high]} to {labels[low]}, the other features as they are.");
        }

        double effect = predicted[1] - predicted[0];
        string direction = effect < 0 ? "lower" : "higher";
        if (column.Middle is { } median && predicted[2] - predicted[0] is double before && predicted[1] - predicted[2] is double after
            && Math.Sign(before) == -Math.Sign(after) && Math.Min(Math.Abs(before), Math.Abs(after)) > Math.Abs(effect))
        {
            (string first, string then) = before > 0 ? ("higher", "lower") : ("lower", "higher");
            return (effect, $"{words.More} go with {first} scores up to {Plain(column, median)}{Unit(column)} and with {then} ones beyond: {Number(before)} from {Plain(column, column.Lower)}, {Number(after)} to {Plain(column, column.Upper)} (the quartiles), the other features as they are.");
        }

        return (effect, column.IsFlag
            ? $"{words.More} go with {direction} scores: {Number(effect)} against the others, the other features as they are."
            : $"{words.More} go with {direction} scores: {Number(effect)} from {Plain(column, column.Lower)} to {Plain(column, column.Upper)}{Unit(column)} (the quartiles), the other features as they are.");
    }

    private static string Unit(DriverColumn column) => column.Feature == DriverFeature.Novelty ? "" : $" {DriverWords.Of(column.Feature).Unit}";

    private static string Plain(DriverColumn column, double value) => DriverWords.IsCount(column.Feature)
        ? Math.Round(Math.Pow(2, value) - 1).ToString("0", CultureInfo.InvariantCulture)
        : $"{(100 * value).ToString("0", CultureInfo.InvariantCulture)}% of its words new";

    private static string Number(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);
}

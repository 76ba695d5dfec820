using Microsoft.ML;
using Microsoft.ML.Transforms.Text;

namespace GenEval.MLNet;

/// <summary>
/// ML.NET's featurization of texts: how often each word, pair of words and run of three characters stands in answer, references, input and instruction.
/// Counts, not weighted and not scaled to a length, so that the values are whole numbers and the same on every machine.
/// </summary>
internal static class TextFeatures
{
    /// <summary>As the card's settings say it.</summary>
    public const string Setting = "words, pairs of words and runs of three characters, at most 2000 of each kind in each of output, references, input, instruction";

    private const int Most = 2000;

    /// <summary>The features with those of the texts behind them; a column without any text has none.</summary>
    public static IEstimator<ITransformer> Of(MLContext context, IReadOnlyCollection<AnswerRow> rows)
    {
        string[] columns = [.. AnswerRow.Texts.Where(name => rows.Any(row => !string.IsNullOrWhiteSpace(Text(row, name))))];
        IEstimator<ITransformer> join = context.Transforms.Concatenate(nameof(AnswerRow.Features), [nameof(AnswerRow.Features), .. columns.Select(Counts)]);
        return columns.Reverse().Aggregate(join, (rest, name) => context.Transforms.Text.FeaturizeText(Counts(name), Options(), name).Append(rest));
    }

    private static string Counts(string column) => column + nameof(Counts);

    private static string Text(AnswerRow row, string column) => column switch
    {
        nameof(AnswerRow.Output) => row.Output,
        nameof(AnswerRow.References) => row.References,
        nameof(AnswerRow.Input) => row.Input,
        _ => row.Instruction,
    };

    private static TextFeaturizingEstimator.Options Options() => new()
    {
        Norm = TextFeaturizingEstimator.NormFunction.None,
        WordFeatureExtractor = new() { NgramLength = 2, UseAllLengths = true, MaximumNgramsCount = [Most, Most], Weighting = NgramExtractingEstimator.WeightingCriteria.Tf },
        CharFeatureExtractor = new() { NgramLength = 3, UseAllLengths = false, MaximumNgramsCount = [Most], Weighting = NgramExtractingEstimator.WeightingCriteria.Tf },
    };
}

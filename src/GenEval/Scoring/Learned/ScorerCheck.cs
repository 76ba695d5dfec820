using GenEval.Suites;

namespace GenEval.Scoring.Learned;

/// <summary>What must hold of a scorer's content before it may score: bounds on every number, known names, nothing missing.</summary>
internal static class ScorerCheck
{
    private const double Greatest = 1e12;
    private const int MostPoints = 1 << 20;
    private const int MostDimensions = 1 << 20;

    /// <summary>What is wrong, to follow 'cannot be used:', or null.</summary>
    public static string? Problem(ScorerCard card, LinearModel? model, Calibrator calibrator, TrainingItems items, bool hasPayload) =>
        OfNames(card, model, hasPayload) ?? OfRanges(card) ?? OfModel(card, model) ?? OfCalibrator(calibrator) ?? OfItems(items) ?? OfFigures(card);

    private static string? OfNames(ScorerCard card, LinearModel? model, bool hasPayload)
    {
        bool isLinear = card.Trainer == LearnedBackend.Linear;
        return !isLinear && !LearnedBackend.TrainerNames.Contains(card.Trainer, StringComparer.Ordinal) ? $"its trainer {Quote.Of(card.Trainer)} is unknown"
            : card.FeaturesVersion != AnswerFeatures.Version
                ? $"it was trained on version {card.FeaturesVersion} of the features; this GenEval has version {AnswerFeatures.Version}"
            : !card.Features.Select(f => f?.Name).SequenceEqual(AnswerFeatures.NamesOf(card.Embedding is not null), StringComparer.Ordinal) ? "its features are not this version's"
            : card.Embedding is { } embedding && (embedding.Model.Length == 0 || embedding.Dimensions is < 1 or > MostDimensions || embedding.Texts < 1)
                ? "the embedding model that it names is none"
            : isLinear != model is not null || isLinear == hasPayload ? "it does not hold the model of its trainer"
            : null;
    }

    private static string? OfRanges(ScorerCard card) =>
        card.Features.Any(f => !(IsBounded(f.Low) && IsBounded(f.High) && f.Low <= f.High)) ? "the range of a feature is none" : null;

    private static string? OfModel(ScorerCard card, LinearModel? model) =>
        model is not null && (model.Weights.Count != card.Features.Count || !model.Weights.All(IsBounded) || !IsBounded(model.Intercept))
            ? "its weights are not one finite number a feature"
            : null;

    private static string? OfCalibrator(Calibrator calibrator)
    {
        bool line = calibrator.Method == Calibrator.Platt && IsBounded(calibrator.Slope) && calibrator.Slope >= 0 && IsBounded(calibrator.Offset);
        bool points = calibrator.Method == Calibrator.Isotonic && calibrator.X.Count is > 0 and <= MostPoints && calibrator.X.Count == calibrator.Y.Count
            && calibrator.X.All(IsBounded) && calibrator.Y.All(y => y is >= 0 and <= 1)
            && calibrator.X.Zip(calibrator.X.Skip(1)).All(pair => pair.First < pair.Second)
            && calibrator.Y.Zip(calibrator.Y.Skip(1)).All(pair => pair.First <= pair.Second);
        return line || points ? null : "its calibration is none that rises from 0 to 1";
    }

    private static string? OfItems(TrainingItems items) =>
        items.Hashes.Length % sizeof(ulong) != 0 || items.Words.Length % sizeof(ulong) != 0 || items.MostNewWords is not (>= 0 and <= 1)
            ? "what it remembers of its training items is broken"
            : null;

    private static string? OfFigures(ScorerCard card)
    {
        IEnumerable<ScorerAgreement?> all = [card.CrossValidation, card.NewModels, card.Test, card.TestClean, .. card.Baselines.Values, .. card.NewModelsByModel.Values];
        bool sound = all.All(a => a is null || (a.Auc is null or (>= 0 and <= 1) && a.Spearman is null or (>= -1 and <= 1) && a.CalibrationError is null or (>= 0 and <= 1)));
        return sound && card.Ratings > 0 && card.Tasks > 0 && card.Folds > 1 && card.Confidence is > 0 and < 1 ? null : "the figures on its card cannot be";
    }

    private static bool IsBounded(double value) => Math.Abs(value) <= Greatest;
}

using System.Text.Json.Serialization;
using GenEval.Suites;

namespace GenEval.Scoring.Learned;

/// <summary>
/// What a learned scorer was trained on, how far it agrees with people on what it was not trained on, and what it looks at. The members of
/// geneval.scorer/1.
/// </summary>
public sealed record ScorerCard
{
    /// <summary>The document's name and version.</summary>
    public const string SchemaName = "geneval.scorer/1";

    /// <summary>The document's name and version.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema => SchemaName;

    /// <summary>The trainer: linear, or one of ML.NET's.</summary>
    public required string Trainer { get; init; }

    /// <summary>The metric's name, without its file.</summary>
    public required string Metric { get; init; }

    /// <summary>How many ratings went in (train), or were compared with (test).</summary>
    public required int Ratings { get; init; }

    /// <summary>Of how many tasks.</summary>
    public required int Tasks { get; init; }

    /// <summary><c>binary</c> (true or false: scores are probabilities) or <c>scaled</c>.</summary>
    public required string RatingKind { get; init; }

    /// <summary>Agreement with people on groups that the scorer was not trained on: every rating is predicted by a model that saw no rating of its group.</summary>
    public required ScorerAgreement CrossValidation { get; init; }

    /// <summary>The same on models of which it saw no answer either; null with ratings of one model.</summary>
    public ScorerAgreement? NewModels { get; init; }

    /// <summary>That, for each model by itself.</summary>
    public IReadOnlyDictionary<string, ScorerAgreement> NewModelsByModel { get; init; } = new Dictionary<string, ScorerAgreement>(StringComparer.Ordinal);

    /// <summary>Agreement on the ratings of a test; null in what a training writes.</summary>
    public ScorerAgreement? Test { get; init; }

    /// <summary>The same without the items that the scorer was trained on; null where there are none, or none else.</summary>
    public ScorerAgreement? TestClean { get; init; }

    /// <summary>How many answers of the test are unlike any that the scorer was trained on; 0 in what a training writes.</summary>
    public int TestOutsideRange { get; init; }

    /// <summary>The agreement of each lexical metric with the same ratings, by name.</summary>
    public required IReadOnlyDictionary<string, ScorerAgreement> Baselines { get; init; }

    /// <summary>What the trainers that were tried reached in cross-validation, the best first.</summary>
    public IReadOnlyList<ScorerCandidate> Candidates { get; init; } = [];

    /// <summary>How the model's raw values became scores: <c>platt</c>, <c>isotonic</c>.</summary>
    public required string Calibration { get; init; }

    /// <summary>Mean score and mean rating by bins of the score, cross-validated.</summary>
    public IReadOnlyList<ScorerBin> CalibrationCurve { get; init; } = [];

    /// <summary>What the scorer looks at: what is lost when a feature's values are shuffled over the ratings, the most first.</summary>
    public IReadOnlyList<FeatureImportance> Importance { get; init; } = [];

    /// <summary>What was held out together: <c>task</c>, or <c>input</c> where there is one task.</summary>
    public required string GroupedBy { get; init; }

    /// <summary>How many folds the cross-validation had.</summary>
    public required int Folds { get; init; }

    /// <summary>The ratings that went in.</summary>
    public required ScorerData Data { get; init; }

    /// <summary><see cref="AnswerFeatures.Version"/> of training.</summary>
    public required int FeaturesVersion { get; init; }

    /// <summary>The features with the range that they had in training.</summary>
    public required IReadOnlyList<FeatureRange> Features { get; init; }

    /// <summary>The embedding model behind the last of the features; null where the scorer was trained without one.</summary>
    public ScorerEmbedding? Embedding { get; init; }

    /// <summary>Versions of GenEval, the runtime and the trainer's library, by name.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The settings that the trainer chose or was given, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The seed of folds, resampling and training.</summary>
    public required long Seed { get; init; }

    /// <summary>The confidence of the intervals, in (0, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>What a reader must know before trusting the scores.</summary>
    public required IReadOnlyList<ScorerWarning> Warnings { get; init; }

    /// <summary>Why a member is null, by its name.</summary>
    public IReadOnlyDictionary<string, string> Reason { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The card with what was to be said while the ratings were read, before its own warnings.</summary>
    public ScorerCard Read(IEnumerable<SuiteWarning> warnings) => this with { Warnings = [.. warnings.Select(w => new ScorerWarning(w.Code, w.Message)), .. Warnings] };
}

/// <summary>How scores agree with ratings. The intervals are of a bootstrap over the groups.</summary>
public sealed record ScorerAgreement
{
    /// <summary>The chance that an answer rated true scores higher than one rated false; null for scaled ratings.</summary>
    public double? Auc { get; init; }

    /// <summary>Spearman's rank correlation, in [-1, 1]; null for binary ratings.</summary>
    public double? Spearman { get; init; }

    /// <summary>The expected calibration error over ten bins, in [0, 1].</summary>
    public double? CalibrationError { get; init; }

    /// <summary>Of the AUC or rank correlation, two-sided.</summary>
    public ScorerInterval? Interval { get; init; }

    /// <summary>Of the calibration error, two-sided.</summary>
    public ScorerInterval? CalibrationInterval { get; init; }

    /// <summary>How many ratings.</summary>
    public int Ratings { get; init; }

    /// <summary>Their mean on [0, 1].</summary>
    public double? MeanRating { get; init; }

    /// <summary>The mean score of the same answers.</summary>
    public double? MeanScore { get; init; }

    /// <summary>Why something above is null; null where nothing is.</summary>
    public string? Reason { get; init; }
}

/// <summary>A lower and an upper end.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public sealed record ScorerInterval(double Lower, double Upper);

/// <summary>A trainer that was tried.</summary>
/// <param name="Trainer">Its name.</param>
/// <param name="Agreement">AUC, or rank correlation for scaled ratings, in cross-validation; null where it is undefined.</param>
/// <param name="CalibrationError">In cross-validation.</param>
public sealed record ScorerCandidate(string Trainer, double? Agreement, double? CalibrationError);

/// <summary>A bin of the score.</summary>
/// <param name="Lower">Its lower end; bins are .1 wide.</param>
/// <param name="MeanScore">Of its answers.</param>
/// <param name="MeanRating">Of its answers, on [0, 1].</param>
/// <param name="Count">How many answers.</param>
public sealed record ScorerBin(double Lower, double MeanScore, double MeanRating, int Count);

/// <summary>A feature's permutation importance.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Drop">By how much agreement (AUC, or rank correlation) falls.</param>
/// <param name="Interval">Of the shuffles: their least and greatest drop.</param>
public sealed record FeatureImportance(string Feature, double Drop, ScorerInterval Interval);

/// <summary>The values of a feature in training; outside them the scorer was never tried.</summary>
/// <param name="Name">The feature's name.</param>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
public sealed record FeatureRange(string Name, double Low, double High);

/// <summary>The embedding model of a training; scoring asks for the same.</summary>
/// <param name="Model">Its name, as its endpoint knows it.</param>
/// <param name="Dimensions">How many numbers an embedding has.</param>
/// <param name="Texts">How many different texts of the ratings were embedded.</param>
public sealed record ScorerEmbedding(string Model, int Dimensions, int Texts);

/// <summary>A warning.</summary>
/// <param name="Code">A stable name.</param>
/// <param name="Message">What, and what it does to the scores.</param>
public sealed record ScorerWarning(string Code, string Message);

/// <summary>The ratings of a training.</summary>
public sealed record ScorerData
{
    /// <summary>SHA-256 of the rated answers, whatever their order, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many different inputs.</summary>
    public required int Inputs { get; init; }

    /// <summary>The models whose answers were rated.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The mean rating on [0, 1].</summary>
    public required double MeanRating { get; init; }

    /// <summary>Records that gave no rating, by reason: notRated, noReference, why there is no answer, or notJudged for want of an embedding.</summary>
    public required IReadOnlyDictionary<string, int> Skipped { get; init; }
}

namespace GenEval.Statistics;

/// <summary>How well scores agree with what people said: by rank, and whether a score of .8 means eight of ten.</summary>
public static class AgreementFigures
{
    /// <summary>How many bins of equal width the calibration error has.</summary>
    public const int Bins = 10;

    /// <summary>
    /// The chance that an answer rated 1 has a greater score than one rated 0, ties counting half (Mann-Whitney); in [0, 1]. Null where one of the two
    /// does not occur.
    /// </summary>
    /// <param name="scores">Any numbers.</param>
    /// <param name="outcomes">0 or 1.</param>
    public static double? Auc(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes) => ClusteredAgreement.Of(scores, outcomes).Auc(default);

    /// <summary>Spearman's rank correlation, ties by their middle rank; in [-1, 1]. Null where all scores or all outcomes are equal.</summary>
    public static double? Spearman(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes) => ClusteredAgreement.Of(scores, outcomes).Spearman(default);

    /// <summary>
    /// The expected calibration error: |mean outcome - mean score| over ten bins of equal width of the score, weighted by how many answers each has; in
    /// [0, 1]. Guo, C. et al. "On calibration of modern neural networks." ICML 2017. Null of nothing.
    /// </summary>
    /// <param name="scores">In [0, 1].</param>
    /// <param name="outcomes">In [0, 1].</param>
    public static double? CalibrationError(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes) => ClusteredAgreement.Of(scores, outcomes).CalibrationError(default);

    /// <summary>The bin of a score; 1 is in the last one.</summary>
    public static int BinOf(double score) => Math.Clamp((int)(score * Bins), 0, Bins - 1);
}

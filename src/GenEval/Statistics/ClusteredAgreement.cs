namespace GenEval.Statistics;

/// <summary>
/// Scores and outcomes in clusters (tasks, or inputs), sorted once, so that a bootstrap over clusters costs one pass a replicate.
/// </summary>
internal sealed class ClusteredAgreement
{
    private readonly double[] _scores;
    private readonly double[] _outcomes;
    private readonly int[] _clusters;
    private readonly int[] _byScore;
    private readonly int[] _byOutcome;

    public ClusteredAgreement(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes, ReadOnlySpan<int> clusters, int clusterCount)
    {
        if (scores.Length != outcomes.Length || scores.Length != clusters.Length)
        {
            throw new ArgumentException("Every score has its outcome and its cluster.", nameof(outcomes));
        }

        (_scores, _outcomes, _clusters) = (scores.ToArray(), outcomes.ToArray(), clusters.ToArray());
        ClusterCount = clusterCount;
        _byScore = Order(_scores);
        _byOutcome = Order(_outcomes);
    }

    public int ClusterCount { get; }

    public static ClusteredAgreement Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes) => new(scores, outcomes, new int[scores.Length], clusterCount: 1);

    /// <summary>A bootstrap of one of the figures over clusters; studentized below 30 of them, where a percentile would be too short.</summary>
    public (double? Estimate, Interval? Interval) Interval(Func<int[]?, double?> figure, double confidence, long seed, double low = 0, double high = 1)
    {
        bool few = ClusterCount < 30;
        if (figure(null) is not { } estimate || ClusterCount < 2)
        {
            return (figure(null), null);
        }

        BootstrapResult result = Bootstrap.Tasks(ClusterCount, drawn => figure(Counts(drawn)), new BootstrapOptions { Replicates = 1000, Seed = seed }, studentize: few);
        Interval? interval = few ? result.Studentized(confidence) : result.Percentile(confidence);
        return (estimate, interval is { } i ? new Interval(Math.Clamp(i.Lower, low, high), Math.Clamp(i.Upper, low, high)) : null);
    }

    /// <param name="counts">How often each cluster counts; null: each once.</param>
    public double? Auc(int[]? counts)
    {
        double below = 0, pairs = 0, ones = 0, zeros = 0;
        for (int from = 0; from < _byScore.Length;)
        {
            double tiedOnes = 0, tiedZeros = 0;
            int to = from;
            for (; to < _byScore.Length && _scores[_byScore[to]] == _scores[_byScore[from]]; to++)
            {
                double weight = Weight(counts, _byScore[to]);
                tiedOnes += weight * _outcomes[_byScore[to]];
                tiedZeros += weight * (1 - _outcomes[_byScore[to]]);
            }

            pairs += tiedOnes * (below + (tiedZeros / 2));
            below += tiedZeros;
            ones += tiedOnes;
            zeros += tiedZeros;
            from = to;
        }

        return ones > 0 && zeros > 0 ? pairs / (ones * zeros) : null;
    }

    public double? Spearman(int[]? counts)
    {
        double[] scores = Ranks(_byScore, _scores, counts);
        double[] outcomes = Ranks(_byOutcome, _outcomes, counts);
        double all = 0, meanScore = 0, meanOutcome = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double weight = Weight(counts, i);
            all += weight;
            meanScore += weight * scores[i];
            meanOutcome += weight * outcomes[i];
        }

        double product = 0, ofScores = 0, ofOutcomes = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double weight = Weight(counts, i);
            double score = scores[i] - (meanScore / all);
            double outcome = outcomes[i] - (meanOutcome / all);
            product += weight * score * outcome;
            ofScores += weight * score * score;
            ofOutcomes += weight * outcome * outcome;
        }

        return ofScores > 0 && ofOutcomes > 0 ? Math.Clamp(product / Math.Sqrt(ofScores * ofOutcomes), -1, 1) : null;
    }

    public double? CalibrationError(int[]? counts)
    {
        Span<double> differences = stackalloc double[AgreementFigures.Bins];
        differences.Clear();
        double all = 0;
        // In the order of the scores, not of the rows: the sum must not depend on how the rows came.
        foreach (int i in _byScore)
        {
            double weight = Weight(counts, i);
            all += weight;
            differences[AgreementFigures.BinOf(_scores[i])] += weight * (_scores[i] - _outcomes[i]);
        }

        double error = 0;
        foreach (double difference in differences)
        {
            error += Math.Abs(difference);
        }

        return all > 0 ? error / all : null;
    }

    private double Weight(int[]? counts, int row) => counts is null ? 1 : counts[_clusters[row]];

    private int[] Counts(ReadOnlySpan<int> drawn)
    {
        int[] counts = new int[ClusterCount];
        foreach (int cluster in drawn)
        {
            counts[cluster]++;
        }

        return counts;
    }

    private double[] Ranks(int[] order, double[] values, int[]? counts)
    {
        double[] ranks = new double[order.Length];
        double below = 0;
        for (int from = 0; from < order.Length;)
        {
            double tied = 0;
            int to = from;
            for (; to < order.Length && values[order[to]] == values[order[from]]; to++)
            {
                tied += Weight(counts, order[to]);
            }

            for (int i = from; i < to; i++)
            {
                ranks[order[i]] = below + ((tied + 1) / 2);
            }

            below += tied;
            from = to;
        }

        return ranks;
    }

    private int[] Order(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(order, (a, b) =>
        {
            int byValue = values[a].CompareTo(values[b]);
            int byScore = byValue != 0 ? byValue : _scores[a].CompareTo(_scores[b]);
            return byScore != 0 ? byScore : _outcomes[a].CompareTo(_outcomes[b]);
        });
        return order;
    }
}

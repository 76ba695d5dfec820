using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

public sealed class AgreementTests
{
    /// <summary>The example of Cohen's kappa that everyone prints: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.7 observed, 0.5 by chance.</summary>
    [Fact]
    public void Kappa_and_accuracy_are_those_of_the_worked_example()
    {
        RatedScore[] answers = [.. Times(20, 1, 1), .. Times(5, 1, 0), .. Times(10, 0, 1), .. Times(15, 0, 0)];
        answers = [.. answers.Select((a, i) => a with { Cluster = i })];
        Assert.Equal(0.7, Agreement.Accuracy(answers).Estimate!.Value, 12);
        Assert.Equal(0.4, Agreement.Kappa(answers).Estimate!.Value, 12);

        // With one answer a cluster the jackknife of a mean is its standard error: sqrt(p(1-p)/(n-1)).
        Assert.Equal(Math.Sqrt(0.21 / 49), Agreement.Accuracy(answers).StandardError!.Value, 12);

        // Fleiss, Cohen and Everitt (1969), psych::cohen.kappa: the large-sample standard error is 0.1270; the jackknife is near it.
        Assert.InRange(Agreement.Kappa(answers).StandardError!.Value, 0.125, 0.135);
    }

    /// <summary>scipy.stats.spearmanr([1, 2, 2, 4], [1, 3, 2, 4]) = 0.9486832980505139.</summary>
    [Fact]
    public void Spearman_gives_ties_their_mean_rank() => Assert.Equal(
        0.9486832980505139,
        Agreement.Spearman([new(0, 1, 1), new(1, 2, 3), new(2, 2, 2), new(3, 4, 4)]).Estimate!.Value,
        12);

    [Fact]
    public void What_is_undefined_is_null_with_a_reason()
    {
        Assert.Equal((null, Reasons.NoScores), (Agreement.Accuracy([]).Estimate, Agreement.Accuracy([]).Reason));
        Assert.Equal((null, Reasons.ZeroVariance), (Agreement.Kappa([new(0, 1, 1), new(1, 1, 1)]).Estimate, Agreement.Kappa([new(0, 1, 1), new(1, 1, 1)]).Reason));
        Assert.Null(Agreement.Spearman([new(0, 0.5, 1), new(1, 0.5, 0)]).Estimate);
        AgreementEstimate one = Agreement.Accuracy([new(0, 1, 1), new(0, 1, 0)]);
        Assert.Equal((0.5, null, Reasons.OneTask), (one.Estimate, one.Interval, one.Reason));
        Assert.Equal(new Interval(-1, 1).Upper, Agreement.Spearman([.. Enumerable.Range(0, 9).Select(i => new RatedScore(i, i, i))]).Estimate);
        Assert.Null(Agreement.Spearman([.. Enumerable.Range(0, 9).Select(i => new RatedScore(i, i, i))]).Interval);
    }

    [Fact]
    public void All_right_is_not_certain()
    {
        AgreementEstimate all = Agreement.Accuracy([.. Enumerable.Range(0, 20).Select(i => new RatedScore(i, i % 2, i % 2))]);
        Assert.Equal(1, all.Estimate);
        Assert.InRange(all.Interval!.Value.Lower, 0.7, 0.9);
        Assert.Equal(1, all.Interval.Value.Upper);
    }

    [Fact]
    public void More_clusters_than_groups_are_left_out_in_groups()
    {
        Random random = new(3);
        RatedScore[] many = [.. Enumerable.Range(0, 1000).Select(i => new RatedScore(i, random.Next(2), random.Next(2)))];
        AgreementEstimate grouped = Agreement.Accuracy(many);
        double p = grouped.Estimate!.Value;
        Assert.Equal(Agreement.MostGroups - 1, grouped.DegreesOfFreedom);
        Assert.InRange(grouped.StandardError!.Value / Math.Sqrt(p * (1 - p) / 999), 0.85, 1.15);
    }

    /// <summary>20 tasks of 10 answers; how often the metric is right varies by task. The truth is the estimate of 4,000 tasks.</summary>
    [Fact]
    public void Intervals_cover_about_as_often_as_they_say()
    {
        RatedScore[] population = Draw(new Random(1), 4000);
        double[] truth = [Agreement.Accuracy(population).Estimate!.Value, Agreement.Kappa(population).Estimate!.Value, Agreement.Spearman(population).Estimate!.Value];
        const int draws = 400;
        int[] covered = new int[3];
        for (int draw = 0; draw < draws; draw++)
        {
            RatedScore[] answers = Draw(new Random(100 + draw), 20);
            AgreementEstimate[] all = [Agreement.Accuracy(answers), Agreement.Kappa(answers), Agreement.Spearman(answers)];
            for (int i = 0; i < 3; i++)
            {
                covered[i] += all[i].Interval is { } interval && interval.Lower <= truth[i] && truth[i] <= interval.Upper ? 1 : 0;
            }
        }

        Assert.All(covered, c => Assert.InRange(c / (double)draws, 0.92, 0.985));
    }

    private static RatedScore[] Draw(Random random, int tasks)
    {
        List<RatedScore> answers = [];
        for (int task = 0; task < tasks; task++)
        {
            double level = 0.3 + (0.4 * random.NextDouble());
            double right = 0.6 + (0.35 * random.NextDouble());
            for (int i = 0; i < 10; i++)
            {
                int rating = random.NextDouble() < level ? 1 : 0;
                answers.Add(new RatedScore(task, random.NextDouble() < right ? rating : 1 - rating, rating));
            }
        }

        return [.. answers];
    }

    private static IEnumerable<RatedScore> Times(int count, double score, double rating) => Enumerable.Repeat(new RatedScore(0, score, rating), count);
}

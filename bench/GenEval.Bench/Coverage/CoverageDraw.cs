using GenEval.Statistics;
using MathNet.Numerics.Distributions;

namespace GenEval.Bench.Coverage;

/// <summary>One side of a replication: the tasks' scores, and what they are measured against.</summary>
/// <param name="Tasks">The scores.</param>
/// <param name="Levels">The named tasks' own levels, wordings and inputs averaged out.</param>
/// <param name="NamedLevels">The same under the wordings drawn.</param>
internal sealed record CoverageSide(TaskScores[] Tasks, double[] Levels, double[] NamedLevels);

/// <summary>Draws tasks, wordings, inputs and scores of a design.</summary>
internal sealed class CoverageDraw
{
    private readonly CoverageDesign _design;
    private readonly double _level;
    private readonly double _centre;
    private readonly double _within;

    public CoverageDraw(CoverageDesign design, double level)
    {
        _design = design;
        _level = level;
        _within = Math.Sqrt(Square(design.InputSpread) + Square(design.WordingSpread) + Square(design.TaskWordingSpread));
        _centre = LogitNormal.Solve(level, Math.Sqrt(Square(_within) + Square(design.TaskSpread)));
    }

    /// <summary>The share of the population of tasks above the design's threshold.</summary>
    public double ShareAbove() => _design.Shape switch
    {
        TaskShape.LogitNormal => Distributions.NormalCdf((_centre - LogitNormal.Solve(_design.Threshold, _within)) / _design.TaskSpread),
        TaskShape.Uniform => Math.Clamp((_level + HalfWidth - _design.Threshold) / (2 * HalfWidth), 0, 1),
        _ => (_level - Hard) / (Easy - Hard),
    };

    public CoverageSide Side(StreamRandom random, int count, double[] shared)
    {
        double[] taskLogits = new double[count];
        // Two sides that load on the same normal by the root of their correlation have that correlation.
        double loading = Math.Sqrt(Math.Abs(_design.Correlation));
        double root = Math.Sqrt(1 - Square(loading));
        for (int task = 0; task < count; task++)
        {
            double common = task < shared.Length ? shared[task] : random.Normal();
            taskLogits[task] = Logit(random, loading * common + root * random.Normal());
        }

        double[] wordings = Normals(random, _design.Wordings, _design.WordingSpread);
        List<TaskScores> tasks = [];
        List<double> named = [];
        for (int task = 0; task < count; task++)
        {
            double[] main = _design.Design == WordingDesign.Crossed ? wordings : Normals(random, _design.Wordings, _design.WordingSpread);
            double[] own = Normals(random, _design.Wordings, _design.TaskWordingSpread);
            double[] logits = [.. main.Zip(own, (a, b) => taskLogits[task] + a + b)];
            named.Add(logits.Average(logit => LogitNormal.Mean(logit, _design.InputSpread)));
            tasks.Add(Scores(random, logits, Inputs(random, task, count)));
        }

        return new CoverageSide([.. tasks], Array.ConvertAll(taskLogits, logit => LogitNormal.Mean(logit, _within)), [.. named]);
    }

    /// <summary>The same inputs under one trained wording and the design's new ones: differences, and the named tasks' true gap.</summary>
    public (TaskScores[] Differences, double Gap) Paired(StreamRandom random, double trainedGain)
    {
        double[] wordings = Normals(random, _design.Wordings, _design.WordingSpread);
        List<TaskScores> differences = [];
        double gap = 0;
        for (int task = 0; task < _design.Tasks; task++)
        {
            double logit = Logit(random, random.Normal());
            double[] own = Normals(random, _design.Wordings, _design.TaskWordingSpread);
            double?[][] trained = new double?[Inputs(random, task, _design.Tasks)][];
            double?[][] reworded = new double?[trained.Length][];
            for (int input = 0; input < trained.Length; input++)
            {
                double effect = _design.InputSpread * random.Normal();
                trained[input] = [Score(random, LogitNormal.Logistic(logit + trainedGain + effect))];
                reworded[input] = [.. wordings.Zip(own, (a, b) => Asked(random) ? Score(random, LogitNormal.Logistic(logit + a + b + effect)) : (double?)null)];
            }

            differences.Add(TaskScores.Difference(new TaskScores(trained), new TaskScores(reworded)));
            // One new wording is taken as it is; two or more stand for their population.
            double expected = _design.Wordings == 1 ? LogitNormal.Mean(logit + wordings[0] + own[0], _design.InputSpread) : LogitNormal.Mean(logit, _within);
            gap += (LogitNormal.Mean(logit + trainedGain, _design.InputSpread) - expected) / _design.Tasks;
        }

        return ([.. differences], gap);
    }

    private const double Easy = 0.95;

    private double Hard => _level > 0.8 ? 0.5 : 0.2;

    private double HalfWidth => Math.Min(_level, 1 - _level);

    private static double Square(double value) => value * value;

    private static double[] Normals(StreamRandom random, int count, double spread) => [.. Enumerable.Range(0, count).Select(_ => spread * random.Normal())];

    private double Logit(StreamRandom random, double normal)
    {
        double level = _design.Shape switch
        {
            TaskShape.Uniform => _level + HalfWidth * (2 * random.NextDouble() - 1),
            TaskShape.TwoKinds => random.NextDouble() < (_level - Hard) / (Easy - Hard) ? Easy : Hard,
            _ => 0,
        };
        return _design.Shape == TaskShape.LogitNormal ? _centre + _design.TaskSpread * normal : LogitNormal.Solve(Math.Clamp(level, 1e-6, 1 - 1e-6), _within);
    }

    private int Inputs(StreamRandom random, int task, int count) => _design.Inputs switch
    {
        "u5_40" => random.Next(5, 41),
        "skew" => (int)Math.Clamp(Math.Round(Math.Exp(3 + random.Normal())), 3, 400),
        "mix1" => task < count / 2 ? 1 : 20,
        _ => int.Parse(_design.Inputs.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture),
    };

    private bool Asked(StreamRandom random) => _design.Missing == 0 || random.NextDouble() >= _design.Missing;

    private TaskScores Scores(StreamRandom random, double[] logits, int inputs)
    {
        double?[][] rows = new double?[inputs][];
        TaskScores task;
        do
        {
            for (int input = 0; input < inputs; input++)
            {
                double effect = _design.InputSpread == 0 ? 0 : _design.InputSpread * random.Normal();
                rows[input] = Array.ConvertAll(logits, logit => Asked(random) ? Score(random, LogitNormal.Logistic(logit + effect)) : (double?)null);
            }

            task = new TaskScores(rows);
        }
        while (task.Inputs == 0);
        return task;
    }

    private double Score(StreamRandom random, double expected)
    {
        double sum = 0;
        for (int repeat = 0; repeat < _design.Repeats; repeat++)
        {
            sum += _design.Score switch
            {
                ScoreKind.Binary => random.NextDouble() < expected ? 1 : 0,
                ScoreKind.Beta2 => Drawn(random, expected, 2),
                _ => Drawn(random, expected, 10),
            };
        }

        return sum / _design.Repeats;
    }

    private static double Drawn(StreamRandom random, double mean, double precision)
    {
        double first = Gamma.Sample(random, mean * precision, 1);
        double second = Gamma.Sample(random, (1 - mean) * precision, 1);
        return first + second > 0 ? first / (first + second) : mean;
    }
}

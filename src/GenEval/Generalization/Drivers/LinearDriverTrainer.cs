using GenEval.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace GenEval.Generalization.Drivers;

/// <summary>
/// Weighted ridge regression (Hoerl and Kennard 1970) by the normal equations. The penalty is the one that predicts best in a cross-validation by task of
/// its own, for which each fold's sums are taken once.
/// </summary>
internal sealed class LinearDriverTrainer : IDriverTrainer
{
    private const int MostFolds = 5;

    /// <summary>In units of the mean square of a standardized column.</summary>
    private static readonly double[] s_penalties = [1, 0.3, 0.1, 0.03, 0.01, 0.003];

    public string Name => "linear";

    public IDriverModel Train(DriverData data, long seed)
    {
        int[] fold = DriverFolds.Assign(data.Tasks, MostFolds, seed);
        Sums[] sums = [.. Enumerable.Range(0, fold.Max() + 1).Select(k => new Sums(data, i => fold[i] == k))];
        double penalty = s_penalties[0];
        double least = double.PositiveInfinity;
        foreach (double candidate in sums.Length < 2 ? [] : s_penalties)
        {
            double loss = Moments.Sum(Array.ConvertAll(sums, held => held.Loss(Sums.Of(sums.Where(s => s != held)).Solve(candidate))));
            if (loss < least)
            {
                (penalty, least) = (candidate, loss);
            }
        }

        return new Model(Sums.Of(sums).Solve(penalty));
    }

    private sealed class Model(double[] weights) : IDriverModel
    {
        public double Predict(ReadOnlySpan<double> row)
        {
            double sum = weights[^1];
            for (int i = 0; i < row.Length; i++)
            {
                sum += weights[i] * row[i];
            }

            return sum;
        }
    }

    /// <summary>Sums of w x x', w x y and w y^2 over some answers, x with a 1 at its end.</summary>
    private sealed class Sums
    {
        private readonly Matrix<double> _square;
        private readonly Vector<double> _product;
        private double _outcome;
        private double _weight;

        private Sums(int columns) => (_square, _product) = (Matrix<double>.Build.Dense(columns, columns), Vector<double>.Build.Dense(columns));

        public Sums(DriverData data, Func<int, bool> holds)
            : this(data.Rows[0].Length + 1)
        {
            int columns = _product.Count;
            double[] square = new double[columns * columns];
            double[] x = new double[columns];
            x[^1] = 1;
            for (int i = 0; i < data.Scores.Length; i++)
            {
                if (!holds(i))
                {
                    continue;
                }

                data.Rows[i].CopyTo(x, 0);
                for (int a = 0; a < columns; a++)
                {
                    double weighted = data.Weights[i] * x[a];
                    for (int b = 0; b <= a; b++)
                    {
                        square[(a * columns) + b] += weighted * x[b];
                    }

                    _product[a] += weighted * data.Scores[i];
                }

                _outcome += data.Weights[i] * data.Scores[i] * data.Scores[i];
                _weight += data.Weights[i];
            }

            _square.MapIndexedInplace((a, b, _) => square[(Math.Max(a, b) * columns) + Math.Min(a, b)]);
        }

        public static Sums Of(IEnumerable<Sums> parts)
        {
            Sums? all = null;
            foreach (Sums part in parts)
            {
                all ??= new(part._product.Count);
                part._square.Add(all._square, all._square);
                part._product.Add(all._product, all._product);
                (all._outcome, all._weight) = (all._outcome + part._outcome, all._weight + part._weight);
            }

            return all!;
        }

        /// <summary>The weights, the intercept last, which is not penalized.</summary>
        public double[] Solve(double penalty)
        {
            Matrix<double> matrix = _square.Clone();
            for (int i = 0; i < matrix.RowCount; i++)
            {
                // A hair keeps the matrix positive definite where a held-out part has no weight.
                matrix[i, i] += i < matrix.RowCount - 1 ? penalty * _weight : 1e-12;
            }

            return [.. matrix.Cholesky().Solve(_product)];
        }

        /// <summary>The weighted sum of squared errors.</summary>
        public double Loss(double[] weights)
        {
            Vector<double> w = Vector<double>.Build.Dense(weights);
            return _outcome - (2 * w.DotProduct(_product)) + w.DotProduct(_square * w);
        }
    }
}

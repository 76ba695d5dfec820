using GenEval.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace GenEval.Tests.Learned;

public sealed class PenalizedRegressionTests
{
    // R's mtcars: wt and am; glm(am ~ wt, binomial, mtcars) gives 12.040370 and -4.023970.
    private static readonly double[] s_weight =
    [
        2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84,
        3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
    ];

    private static readonly double[] s_manual = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1];

    [Fact]
    public void Without_a_penalty_worth_the_name_the_logistic_fit_is_R_s_glm()
    {
        DesignMatrix x = new([.. s_weight.Select(w => new[] { w })], [0], [1]);
        double[] weights = PenalizedRegression.Logistic(x, s_manual, penalty: 1e-9);
        Assert.Equal(-4.023970, weights[0], 1e-5);
        Assert.Equal(12.040370, weights[1], 1e-5);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void At_the_logistic_fit_the_gradient_is_nothing(double penalty)
    {
        (DesignMatrix x, double[] y, double[][] rows) = Data();
        double[] weights = PenalizedRegression.Logistic(x, y, penalty);
        for (int column = 0; column < 4; column++)
        {
            double gradient = column < 3 ? -penalty * weights[column] : 0;
            for (int row = 0; row < rows.Length; row++)
            {
                double p = 1 / (1 + Math.Exp(-x.Predict(row, weights)));
                gradient += (y[row] - p) * (column < 3 ? rows[row][column] : 1);
            }

            Assert.Equal(0, gradient, 1e-3);
        }
    }

    // A second route: ridge is least squares on rows of sqrt(penalty) added below, by QR.
    [Fact]
    public void Ridge_is_least_squares_on_added_rows()
    {
        (DesignMatrix x, double[] y, double[][] rows) = Data();
        const double Penalty = 7;
        Matrix<double> added = Matrix<double>.Build.Dense(rows.Length + 3, 4, (i, j) =>
            i < rows.Length ? (j < 3 ? rows[i][j] : 1) : i - rows.Length == j ? Math.Sqrt(Penalty) : 0);
        Vector<double> outcomes = Vector<double>.Build.Dense(rows.Length + 3, i => i < rows.Length ? y[i] : 0);
        double[] expected = [.. added.QR().Solve(outcomes)];
        double[] weights = PenalizedRegression.Ridge(x, y, Penalty);
        Assert.All(expected.Zip(weights), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Separable_data_have_finite_weights()
    {
        DesignMatrix x = new([[-1], [-2], [1], [2]], [0], [1]);
        double[] weights = PenalizedRegression.Logistic(x, [0, 0, 1, 1], penalty: 1e-3);
        Assert.All(weights, w => Assert.True(double.IsFinite(w)));
        Assert.True(weights[0] > 1);
    }

    private static (DesignMatrix X, double[] Y, double[][] Rows) Data()
    {
        Random random = new(3);
        double[][] rows = [.. Enumerable.Range(0, 200).Select(_ => new[] { random.NextDouble() - 0.5, random.NextDouble() * 3, random.Next(2) })];
        double[] y = Array.ConvertAll(rows, row => random.NextDouble() < 1 / (1 + Math.Exp(-((2 * row[0]) + row[1] - 1))) ? 1.0 : 0);
        return (new DesignMatrix(rows, [0, 0, 0], [1, 1, 1]), y, rows);
    }
}

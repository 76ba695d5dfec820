namespace GenEval.Statistics;

/// <summary>Sums of squares of a balanced table of cell means, [task][input][wording], and the variance of repeats within cells.</summary>
internal sealed class BalancedTable
{
    private readonly double[][] _inputMeans;
    private readonly double[][] _wordingMeans;
    private readonly double[][][] _cells;
    private readonly double[] _taskMeans;

    private BalancedTable(double[][][] cells, int repeats, double? repeatVariance)
    {
        _cells = cells;
        Repeats = repeats;
        RepeatVariance = repeatVariance;
        _inputMeans = Array.ConvertAll(cells, task => Array.ConvertAll(task, row => Moments.MeanOf(row)));
        _wordingMeans = Array.ConvertAll(cells, task => Enumerable.Range(0, Wordings).Select(i => Moments.MeanOf(Array.ConvertAll(task, row => row[i]))).ToArray());
        _taskMeans = Array.ConvertAll(_inputMeans, means => Moments.MeanOf(means));
        Mean = Moments.MeanOf(_taskMeans);
    }

    public int Tasks => _cells.Length;

    public int Inputs => _cells[0].Length;

    public int Wordings => _cells[0][0].Length;

    public int Repeats { get; }

    /// <summary>s2_r, or null without repeats.</summary>
    public double? RepeatVariance { get; }

    public double Mean { get; }

    public double TaskSquares => Inputs * (double)Wordings * Moments.SumOfSquares(_taskMeans);

    public double InputSquares => Wordings * Total(_inputMeans, Moments.SumOfSquares);

    public double WordingSquares => Tasks * (double)Inputs * Moments.SumOfSquares(WordingMeans);

    public double WordingInTaskSquares => Inputs * Total(_wordingMeans, Moments.SumOfSquares);

    public double TaskWordingSquares
    {
        get
        {
            double[] overTasks = WordingMeans;
            CompensatedSum sum = default;
            for (int task = 0; task < Tasks; task++)
            {
                for (int wording = 0; wording < Wordings; wording++)
                {
                    double rest = _wordingMeans[task][wording] - _taskMeans[task] - overTasks[wording] + Mean;
                    sum.Add(rest * rest);
                }
            }

            return Inputs * sum.Value;
        }
    }

    /// <summary>Input by wording within tasks.</summary>
    public double ResidualSquares
    {
        get
        {
            CompensatedSum sum = default;
            for (int task = 0; task < Tasks; task++)
            {
                for (int input = 0; input < Inputs; input++)
                {
                    for (int wording = 0; wording < Wordings; wording++)
                    {
                        double rest = _cells[task][input][wording] - _inputMeans[task][input] - _wordingMeans[task][wording] + _taskMeans[task];
                        sum.Add(rest * rest);
                    }
                }
            }

            return sum.Value;
        }
    }

    private double[] WordingMeans => RandomWordings.MeansOverTasks(_wordingMeans);

    /// <summary>The table, or null of nothing.</summary>
    /// <exception cref="ArgumentException">The data are not balanced.</exception>
    public static BalancedTable? From(double[][][][] cells)
    {
        if (cells.Length == 0)
        {
            return null;
        }

        int inputs = cells[0].Length;
        int wordings = inputs == 0 ? 0 : cells[0][0].Length;
        int repeats = wordings == 0 ? 0 : cells[0][0][0].Length;
        bool balanced = repeats > 0 && Array.TrueForAll(cells, task => task.Length == inputs
            && Array.TrueForAll(task, row => row.Length == wordings && Array.TrueForAll(row, cell => cell.Length == repeats)));
        if (!balanced)
        {
            throw new ArgumentException("Balanced data: every task has the same number of inputs, wordings and repeats.", nameof(cells));
        }

        double[][] all = [.. cells.SelectMany(task => task).SelectMany(row => row)];
        double? within = repeats < 2 ? null : Total(all, Moments.SumOfSquares) / (all.Length * (repeats - 1.0));
        double[][][] means = Array.ConvertAll(cells, task => Array.ConvertAll(task, row => Array.ConvertAll(row, cell => Moments.MeanOf(cell))));
        return new BalancedTable(means, repeats, within);
    }

    private static double Total(double[][] rows, Func<ReadOnlySpan<double>, double> squares) => Moments.Sum(Array.ConvertAll(rows, row => squares(row)));
}

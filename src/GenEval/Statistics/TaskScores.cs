namespace GenEval.Statistics;

/// <summary>
/// The scores of one task: a row an input, a column a wording, repeats averaged before. A cell may be missing; an input without any score does not
/// count. The unit within a task is the input: its scores over the wordings are averaged first.
/// </summary>
public sealed class TaskScores
{
    private readonly double?[][]? _cells;
    private readonly double[] _inputMeans;

    /// <summary>A task with one score an input.</summary>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    public TaskScores(ReadOnlySpan<double> inputs)
    {
        _inputMeans = inputs.ToArray();
        ThrowUnlessFinite(_inputMeans);
        Wordings = 1;
        IsComplete = true;
        (Mean, Variance) = Summarize(_inputMeans);
    }

    /// <summary>A task with <c>cells[input][wording]</c>; every row has the same number of wordings; the rows are kept, not copied.</summary>
    /// <exception cref="ArgumentException">The rows differ in length or have none, or a score is not finite.</exception>
    public TaskScores(IReadOnlyList<double?[]> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Wordings = cells.Count == 0 ? 1 : cells[0].Length;
        if (Wordings == 0 || cells.Any(row => row.Length != Wordings))
        {
            throw new ArgumentException("Every input has one cell a wording, missing or not.", nameof(cells));
        }

        _cells = [.. cells];
        IsComplete = _cells.All(row => Array.TrueForAll(row, cell => cell is not null) || Array.TrueForAll(row, cell => cell is null));
        _inputMeans = [.. _cells.Select(RowMean).OfType<double>()];
        ThrowUnlessFinite(_inputMeans);
        (Mean, Variance) = Summarize(_inputMeans);
    }

    /// <summary>n_t: inputs with a score.</summary>
    public int Inputs => _inputMeans.Length;

    /// <summary>I_t: columns.</summary>
    public int Wordings { get; }

    /// <summary>m_t: the mean over inputs, or null without any.</summary>
    public double? Mean { get; }

    /// <summary>s_t^2: the sample variance over inputs, or null with fewer than two.</summary>
    public double? Variance { get; }

    /// <summary>Whether every input with a score has one under every wording.</summary>
    public bool IsComplete { get; }

    /// <summary>The means of the inputs over wordings, in the order given.</summary>
    public ReadOnlySpan<double> InputMeans => _inputMeans;

    internal double M => Mean ?? 0;

    /// <summary>(n_t - 1) s_t^2.</summary>
    internal double Squares => Variance is { } variance ? (Inputs - 1) * variance : 0;

    /// <summary>The task's first minus second: each cell of <paramref name="second"/> taken from the mean of the same input in <paramref name="first"/>.</summary>
    /// <exception cref="ArgumentException">The two differ in their number of rows.</exception>
    public static TaskScores Difference(TaskScores first, TaskScores second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double?[][] minuend = first.Rows();
        double?[][] subtrahend = second.Rows();
        return minuend.Length == subtrahend.Length
            ? new([.. minuend.Zip(subtrahend, (a, b) => Array.ConvertAll(b, cell => RowMean(a) - cell))])
            : throw new ArgumentException("Rows pair by position, so both tasks have the same number of them.", nameof(second));
    }

    /// <summary>The complete cells, inputs without any score left out.</summary>
    internal double[][] CompleteCells() => [.. Rows().Where(row => row[0] is not null).Select(row => Array.ConvertAll(row, cell => cell!.Value))];

    /// <summary>m_ti: the mean of each wording over inputs; complete cells only.</summary>
    internal double[] WordingMeans()
    {
        double[][] cells = CompleteCells();
        double[] means = new double[Wordings];
        for (int wording = 0; wording < Wordings; wording++)
        {
            means[wording] = Moments.MeanOf(Array.ConvertAll(cells, row => row[wording]));
        }

        return means;
    }

    /// <summary>MSe_t of the two-way table of inputs and wordings; 0, which subtracts nothing, with one of either.</summary>
    internal double MeanSquareError(double[] wordingMeans)
    {
        if (Inputs < 2 || Wordings < 2)
        {
            return 0;
        }

        CompensatedSum sum = default;
        double[][] cells = CompleteCells();
        for (int input = 0; input < cells.Length; input++)
        {
            for (int wording = 0; wording < Wordings; wording++)
            {
                double residual = cells[input][wording] - _inputMeans[input] - wordingMeans[wording] + M;
                sum.Add(residual * residual);
            }
        }

        return sum.Value / ((Inputs - 1.0) * (Wordings - 1));
    }

    private static double? RowMean(double?[] row)
    {
        double[] present = [.. row.OfType<double>()];
        return Moments.Mean(present);
    }

    private static void ThrowUnlessFinite(double[] scores)
    {
        if (!Array.TrueForAll(scores, double.IsFinite))
        {
            throw new ArgumentException("A score is a finite number; leave out what is unscored.", nameof(scores));
        }
    }

    private static (double? Mean, double? Variance) Summarize(double[] inputs) => (Moments.Mean(inputs), Moments.Variance(inputs));

    internal double?[][] Rows() => _cells ?? Array.ConvertAll(_inputMeans, score => new double?[] { score });
}

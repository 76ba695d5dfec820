using GenEval.Statistics;

namespace GenEval.Generalization.Drivers;

/// <summary>A feature with the columns that stand for it.</summary>
/// <param name="Feature">Which.</param>
/// <param name="First">Its first column.</param>
/// <param name="Labels">The categories of a nominal one, a column each; null otherwise.</param>
/// <param name="Settings">Standardized values to compare: lower and upper quartile and, where it lies between, the median; without and with; or each category.</param>
/// <param name="Lower">The lower quartile as it came.</param>
/// <param name="Upper">The upper quartile as it came.</param>
internal sealed record DriverColumn(DriverFeature Feature, int First, IReadOnlyList<string>? Labels, double[][] Settings, double Lower, double Upper)
{
    /// <summary>The median as it came; null where it is no setting.</summary>
    public double? Middle { get; init; }

    public int Width => Settings[0].Length;

    /// <summary>There or not.</summary>
    public bool IsFlag => Labels is null && Lower.Equals(0) && Upper.Equals(1) && DriverWords.Of(Feature).Unit is null;
}

/// <summary>The sample as a standardized matrix: columns for the levels, which are held equal and never permuted, then those of the features.</summary>
internal sealed class DriverTable
{
    private const double LeastKnown = 0.5;
    private const int FewestTasksWithEach = 5;
    private const int MostCategories = 8;

    private readonly List<double[]> _columns = [];
    private readonly DriverRow[] _rows;

    public DriverTable(IReadOnlyList<DriverRow> rows, CellTable table, bool isCrossed)
    {
        int[] ranks = table.Tasks.Ranks();
        _rows = [.. rows.Where(r => r.Cell.Level != LevelKind.Recall)];
        int[] tasks = Array.ConvertAll(_rows, r => ranks[r.Cell.Task]);
        Dictionary<int, int> sizes = tasks.CountBy(t => t).ToDictionary();
        Weights = Array.ConvertAll(tasks, t => 1.0 / sizes[t]);
        TaskCount = sizes.Count;
        LevelKind[] levels = [.. _rows.Select(r => r.Cell.Level).Distinct().Order()];
        foreach (LevelKind level in levels.Skip(1))
        {
            _ = Standardized(Array.ConvertAll(_rows, r => r.Cell.Level == level ? 1.0 : 0));
        }

        Levels = _columns.Count;
        Dictionary<InstructionTraits, double> novelty = TaskNovelty.Of(_rows);
        List<DriverColumn> features = [];
        foreach (DriverFeature feature in Enum.GetValues<DriverFeature>())
        {
            string?[] labels = feature == DriverFeature.Wording ? Array.ConvertAll(_rows, r => isCrossed ? table.Instructions[r.Cell.Instruction] : null)
                : feature == DriverFeature.OutputForm ? Array.ConvertAll(_rows, r => r.Traits[(int)feature] is { } form ? Words.Name((OutputForm)form) : null)
                : [];
            DriverColumn? column = DriverWords.IsNominal(feature) ? Nominal(feature, labels, tasks) : Number(feature, Array.ConvertAll(_rows, r => Value(r, feature, novelty)), tasks);
            if (column is not null)
            {
                features.Add(column);
            }
        }

        Features = features;
        Data = new([.. Enumerable.Range(0, _rows.Length).Select(i => _columns.Select(c => c[i]).ToArray())], Array.ConvertAll(_rows, r => r.Cell.Score!.Value), Weights, tasks);
    }

    public DriverData Data { get; }

    public IReadOnlyList<DriverColumn> Features { get; }

    /// <summary>How many columns stand for the levels; they are the first.</summary>
    public int Levels { get; }

    public int TaskCount { get; }

    private double[] Weights { get; }

    private static double? Value(DriverRow row, DriverFeature feature, Dictionary<InstructionTraits, double> novelty) => feature switch
    {
        DriverFeature.InstructionWords => row.Instruction is { } i ? DriverTraits.Log(i.Length) : null,
        DriverFeature.Constraints => row.Instruction is { } i ? DriverTraits.Log(i.Constraints) : null,
        // Of seen tasks it is no question: they stand at the mean, so that only unseen ones tell.
        DriverFeature.Novelty => row.Instruction is { } i && row.Cell.Level == LevelKind.InterTask && novelty.TryGetValue(i, out double value) ? value : null,
        _ => row.Traits[(int)feature],
    };

    /// <summary>A column of numbers; null where it is too little known, or varies in too few tasks to be told from them.</summary>
    private DriverColumn? Number(DriverFeature feature, double?[] values, int[] tasks)
    {
        double[] known = [.. values.OfType<double>()];
        Array.Sort(known);
        double least = feature == DriverFeature.Novelty ? 0 : LeastKnown;
        if (known.Length == 0 || known.Length < least * values.Length || known[0].Equals(known[^1]))
        {
            return null;
        }

        bool isFlag = DriverWords.Of(feature).Unit is null;
        (double lower, double upper) = isFlag ? (0, 1) : (known[known.Length / 4], known[known.Length * 3 / 4]);
        (lower, upper) = lower < upper ? (lower, upper) : (known[0], known[^1]);
        double middle = (known[0] + known[^1]) / 2;
        int low = values.Zip(tasks).Where(v => v.First < (isFlag ? middle : upper)).Select(v => v.Second).Distinct().Count();
        int high = values.Zip(tasks).Where(v => v.First > (isFlag ? middle : lower)).Select(v => v.Second).Distinct().Count();
        if (Math.Min(low, high) < FewestTasksWithEach)
        {
            return null;
        }

        double mean = Mean(values);
        int first = _columns.Count;
        (double center, double scale) = Standardized(Array.ConvertAll(values, v => v ?? mean));
        double? median = !isFlag && known[known.Length / 2] is double m && m > lower && m < upper ? m : null;
        double[][] settings = [.. ((double?[])[lower, upper, median]).OfType<double>().Select(v => new[] { (v - center) / scale })];
        return new(feature, first, null, settings, lower, upper) { Middle = median };
    }

    private DriverColumn? Nominal(DriverFeature feature, string?[] values, int[] tasks)
    {
        string[] labels = [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] common = [.. labels.Where(l => values.Zip(tasks).Where(v => v.First == l).Select(v => v.Second).Distinct().Count() >= FewestTasksWithEach)];
        if (common.Length < 2 || common.Length > MostCategories || values.Count(v => v is not null) < LeastKnown * values.Length)
        {
            return null;
        }

        int first = _columns.Count;
        (double Center, double Scale)[] scales = Array.ConvertAll(common, l => Standardized(Array.ConvertAll(values, v => v == l ? 1.0 : 0)));
        double[][] settings = [.. common.Select((_, i) => scales.Select((s, j) => ((i == j ? 1 : 0) - s.Center) / s.Scale).ToArray())];
        return new(feature, first, common, settings, 0, 1);
    }

    private double Mean(double?[] values)
    {
        double weight = Moments.Sum([.. values.Zip(Weights).Where(v => v.First is not null).Select(v => v.Second)]);
        return Moments.Sum([.. values.Zip(Weights).Where(v => v.First is not null).Select(v => v.First!.Value * v.Second)]) / weight;
    }

    private (double Center, double Scale) Standardized(double[] values)
    {
        double all = Moments.Sum(Weights);
        double mean = Moments.Sum([.. values.Zip(Weights, (v, w) => v * w)]) / all;
        double scale = Math.Sqrt(Moments.Sum([.. values.Zip(Weights, (v, w) => w * (v - mean) * (v - mean))]) / all);
        scale = scale > 0 ? scale : 1;
        _columns.Add(Array.ConvertAll(values, v => (v - mean) / scale));
        return (mean, scale);
    }
}

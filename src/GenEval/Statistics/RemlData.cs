namespace GenEval.Statistics;

/// <summary>The variances of the mixed model, in the order of its parameter vector.</summary>
internal enum Facet
{
    /// <summary>Wordings that tasks share.</summary>
    Wording,

    /// <summary>Tasks.</summary>
    Task,

    /// <summary>Wordings within tasks.</summary>
    TaskWording,

    /// <summary>Inputs within tasks.</summary>
    Input,

    /// <summary>Cells of input and wording.</summary>
    Residual,

    /// <summary>Repeats within cells.</summary>
    Repeat,
}

/// <summary>Observations sorted into tasks, inputs and cells; scores standardized, so that every variance is of the order of 1.</summary>
internal sealed class RemlData
{
    private RemlData(RemlTask[] tasks, RemlShape[] shapes, bool crossed, bool tasksFixed)
    {
        Tasks = tasks;
        Shapes = shapes;
        Crossed = crossed;
        TasksFixed = tasksFixed;
    }

    public RemlTask[] Tasks { get; }

    /// <summary>The distinct shapes of the tasks, in the order of their first task.</summary>
    public RemlShape[] Shapes { get; }

    public bool Crossed { get; }

    public bool TasksFixed { get; }

    public double Centre { get; private init; }

    public double Scale { get; private init; }

    public int Observations { get; private init; }

    public int Cells { get; private init; }

    /// <summary>Sum of squares within cells, standardized.</summary>
    public double RepeatSquares { get; private init; }

    public int Wordings => Shapes.Max(shape => shape.Wordings);

    /// <summary>Which variances the data can tell apart at all; the others are part of a neighbour.</summary>
    public bool[] Separable()
    {
        bool severalInputs = Shapes.Any(shape => shape.Inputs > 1);
        bool severalWordings = Shapes.Any(shape => shape.Asked > 1);
        bool wordingsRepeatOverInputs = Shapes.Any(shape => shape.Columns.Length > shape.Asked);
        bool inputsRepeatOverWordings = Shapes.Any(shape => shape.Columns.Length > shape.Inputs);
        bool[] separable = new bool[6];
        separable[(int)Facet.Wording] = Crossed && Tasks.Length > 1 && Wordings > 1;
        separable[(int)Facet.Task] = !TasksFixed && Tasks.Length > 1 && (severalInputs || severalWordings);
        separable[(int)Facet.TaskWording] = severalWordings && wordingsRepeatOverInputs;
        separable[(int)Facet.Input] = severalInputs && inputsRepeatOverWordings;
        separable[(int)Facet.Residual] = true;
        separable[(int)Facet.Repeat] = Observations > Cells;
        return separable;
    }

    /// <summary>The data, or null where there are none or all scores are equal.</summary>
    public static RemlData? From(ReadOnlySpan<Observation> observations, WordingDesign design, bool tasksFixed)
    {
        Observation[] sorted = observations.ToArray();
        double[] scores = Array.ConvertAll(sorted, observation => observation.Score);
        double squares = Moments.SumOfSquares(scores);
        if (squares <= 0)
        {
            return null;
        }

        // The score is part of the order, so that repeats sum up the same way in whatever order they come.
        Array.Sort(sorted, (a, b) => (a.Task, a.Input, a.Wording, a.Score).CompareTo((b.Task, b.Input, b.Wording, b.Score)));
        double centre = Moments.MeanOf(scores);
        double scale = Math.Sqrt(squares / scores.Length);
        bool crossed = design == WordingDesign.Crossed;
        Dictionary<int, int> columns = Columns(sorted.Select(observation => observation.Wording));
        List<RemlTask> tasks = [];
        Dictionary<RemlShape, int> shapes = [];
        CompensatedSum within = default;
        int cells = 0;
        foreach (IGrouping<int, Observation> task in sorted.GroupBy(observation => observation.Task))
        {
            Dictionary<int, int> own = crossed ? columns : Columns(task.Select(observation => observation.Wording));
            (RemlShape shape, double[] means) = Build([.. task], own, centre, scale, ref within);
            cells += means.Length;
            if (!shapes.TryGetValue(shape, out int index))
            {
                index = shapes.Count;
                shapes.Add(shape, index);
            }

            tasks.Add(new RemlTask(index, means));
        }

        return new RemlData([.. tasks], [.. shapes.OrderBy(pair => pair.Value).Select(pair => pair.Key)], crossed, tasksFixed)
        {
            Centre = centre,
            Scale = scale,
            Observations = sorted.Length,
            Cells = cells,
            RepeatSquares = within.Value,
        };
    }

    private static Dictionary<int, int> Columns(IEnumerable<int> wordings)
    {
        Dictionary<int, int> columns = [];
        foreach (int wording in wordings.Distinct().Order())
        {
            columns.Add(wording, columns.Count);
        }

        return columns;
    }

    private static (RemlShape Shape, double[] Means) Build(Observation[] task, Dictionary<int, int> columns, double centre, double scale, ref CompensatedSum within)
    {
        List<int> starts = [];
        List<int> wordings = [];
        List<double> means = [];
        List<double> shares = [];
        for (int first = 0; first < task.Length;)
        {
            int last = first;
            while (last < task.Length && task[last].Input == task[first].Input && task[last].Wording == task[first].Wording)
            {
                last++;
            }

            double[] cell = [.. task[first..last].Select(observation => (observation.Score - centre) / scale)];
            if (first == 0 || task[first].Input != task[first - 1].Input)
            {
                starts.Add(wordings.Count);
            }

            within.Add(Moments.SumOfSquares(cell));
            wordings.Add(columns[task[first].Wording]);
            means.Add(Moments.MeanOf(cell));
            shares.Add(1.0 / cell.Length);
            first = last;
        }

        starts.Add(wordings.Count);
        return (new RemlShape([.. starts], [.. wordings], [.. shares], columns.Count), [.. means]);
    }
}

namespace GenEval.Statistics;

/// <summary>What a design costs, in any unit.</summary>
/// <param name="Task">Of writing or obtaining one more task.</param>
/// <param name="Call">Of one answer of one model to one input under one wording.</param>
public readonly record struct DesignCost(double Task, double Call)
{
    /// <summary>Of a whole design.</summary>
    public double Of(StudyDesign design) => design.Tasks * (Task + Call * design.Inputs * design.Wordings * design.Repeats);
}

/// <summary>A design, its cost and the difference that it detects.</summary>
/// <param name="Design">Tasks, inputs, wordings.</param>
/// <param name="Cost">In the unit of the costs.</param>
/// <param name="DetectableDifference">In units of the score; null where the design has no test.</param>
public readonly record struct PricedDesign(StudyDesign Design, double Cost, double? DetectableDifference);

/// <summary>Finds designs.</summary>
public static class DesignSearch
{
    private const int MostTasks = 100_000;
    private const int MostInputs = 100_000;

    /// <summary>
    /// The cheapest design that detects <paramref name="difference"/>, with the wordings of <paramref name="wordings"/>; null where none of at most
    /// 100,000 tasks of at most 100,000 inputs does, as when too few random wordings alone leave more error than that.
    /// </summary>
    public static PricedDesign? Cheapest(DifferenceVariances variances, double difference, DesignCost cost, TestGoal goal, double wordings = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(difference);
        PricedDesign? best = null;
        // Cost against tasks is smooth but for rounding: every number up to 50, then steps of 2%, then every number about the best.
        for (int tasks = 2; tasks <= MostTasks && !(best is { } found && cost.Of(new(tasks, 1, wordings)) >= found.Cost); tasks += Math.Max(1, tasks / 50))
        {
            Try(tasks);
        }

        int centre = (int)(best?.Design.Tasks ?? 0);
        for (int tasks = Math.Max(2, centre - centre / 40); tasks < centre + centre / 40; tasks++)
        {
            Try(tasks);
        }

        return best;

        void Try(int tasks)
        {
            if (FewestInputs(variances, difference, goal, new StudyDesign(tasks, 1, wordings)) is { } inputs)
            {
                StudyDesign design = new(tasks, inputs, wordings);
                double price = cost.Of(design);
                best = best is { } other && other.Cost <= price ? best : new PricedDesign(design, price, Power.DetectableDifference(variances, design, goal));
            }
        }
    }

    /// <summary>Designs that cost at most what <paramref name="design"/> costs, with other numbers of tasks: what more tasks buy against more inputs.</summary>
    public static IReadOnlyList<PricedDesign> Alternatives(DifferenceVariances variances, StudyDesign design, DesignCost cost, TestGoal goal)
    {
        double budget = cost.Of(design);
        List<PricedDesign> found = [];
        double[] factors = [0.25, 0.5, 1, 2, 4, 8];
        foreach (double factor in factors)
        {
            double tasks = Math.Round(design.Tasks * factor);
            double perInput = cost.Call * design.Wordings * design.Repeats;
            double inputs = factor == 1 ? design.Inputs : perInput > 0 ? Math.Floor((budget / tasks - cost.Task) / perInput + 1e-9) : design.Inputs;
            if (tasks >= 2 && inputs >= 1)
            {
                StudyDesign other = design with { Tasks = tasks, Inputs = inputs };
                found.Add(new PricedDesign(other, cost.Of(other), Power.DetectableDifference(variances, other, goal)));
            }
        }

        return found;
    }

    private static double? FewestInputs(DifferenceVariances variances, double difference, TestGoal goal, StudyDesign design)
    {
        if (!Detects(MostInputs))
        {
            return null;
        }

        int low = 0;
        int high = MostInputs;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = Detects(middle) ? (low, middle) : (middle, high);
        }

        return high;

        bool Detects(int inputs) => Power.DetectableDifference(variances, design with { Inputs = inputs }, goal) <= difference;
    }
}

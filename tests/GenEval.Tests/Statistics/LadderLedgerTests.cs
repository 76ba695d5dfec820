using System.Text.Json;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>The intermediate values of the 19 cases of ladder_inference.json, each ticked off; <see cref="LadderGoldenTests"/> has the results.</summary>
public sealed partial class LadderLedgerTests
{
    public static TheoryData<string> Ids => LadderGoldenTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_value_of_a_case_is_reproduced(string id)
    {
        JsonElement item = Golden.Read("ladder_inference.json").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        JsonElement data = item.GetProperty("data");
        Ledger expected = new(item.GetProperty("expected"), id + ": ");
        switch (item.GetProperty("kind").GetString())
        {
            case "intraTask":
                IntraTask(expected, LadderGoldenTests.Tasks(data.GetProperty("tasks")));
                break;
            case "instruction":
                Instruction(expected, LadderGoldenTests.Tasks(data.GetProperty("tasks")), data.GetProperty("wordings").GetString() == "nested" ? WordingDesign.Nested : WordingDesign.Crossed);
                break;
            case "interTask":
                InterTask(expected, LadderGoldenTests.Tasks(data.GetProperty("tasks")));
                break;
            case "gap":
                Gap(expected, LadderGoldenTests.Tasks(data.GetProperty("seen")), LadderGoldenTests.Tasks(data.GetProperty("unseen")));
                break;
            case "transfer":
                Transfer(expected, data.GetProperty("seenGains").Numbers(), data.GetProperty("unseenGains").Numbers());
                break;
            case "oneTask":
                OneTask(expected, new TaskScores(data.GetProperty("scores").Numbers()));
                break;
            default:
                Share(expected, LadderGoldenTests.Tasks(data.GetProperty("tasks")), item.GetProperty("eps").GetDouble());
                break;
        }

        expected.AssertAllCompared();
    }

    private static void IntraTask(Ledger expected, TaskScores[] tasks)
    {
        FixedTasksVariance variance = new(tasks);
        expected.Close("T", tasks.Length);
        expected.Close("N", tasks.Sum(task => task.Inputs));
        Describe(expected, tasks);
        expected.Close("priorMean", variance.PriorMean);
        expected.Close("priorVariance", variance.PriorVariance);
        expected.Close("shrunkVariances", [.. tasks.Select(task => (double?)FixedTasksVariance.OfTask(task, variance.PriorVariance))]);
        expected.Close("parts", [.. tasks.Select(task => (double?)(FixedTasksVariance.OfTask(task, variance.PriorVariance) / task.Inputs / tasks.Length / tasks.Length))]);
        expected.Close("variance", variance.Value);
        expected.Close("n0", variance.SizeAtEnds);
        Textbook(expected, tasks);
        Level(expected, "", Ladder.IntraTask(tasks));
        Quantile(expected, "", p => Distributions.StudentTQuantile(p, variance.DegreesOfFreedom));
        expected.Close("df", variance.DegreesOfFreedom);
    }

    private static void Instruction(Ledger expected, TaskScores[] tasks, WordingDesign design)
    {
        FixedTasksVariance inputs = new(tasks);
        double[][] means = Array.ConvertAll(tasks, task => task.WordingMeans());
        RandomWordings variance = Ladder.FixedTasksRandomWordings(tasks, inputs.Part, design);
        expected.Close("T", tasks.Length);
        Describe(expected, tasks);
        expected.Close("wordingsPerTask", [.. tasks.Select(task => (double?)task.Wordings)]);
        double?[] errors = [.. tasks.Select((task, t) => (double?)task.MeanSquareError(means[t]))];
        expected.Close("meanSquareErrors", errors);
        expected.Close("errorVariance", errors.Select((error, t) => error / (tasks[t].Inputs * (double)tasks[t].Wordings)).Sum() / tasks.Length / tasks.Length);
        if (design == WordingDesign.Crossed)
        {
            expected.Close("wordingMeans", [.. RandomWordings.MeansOverTasks(means).Select(mean => (double?)mean)]);
        }
        else
        {
            for (int t = 0; t < tasks.Length; t++)
            {
                expected.Close($"wordingMeans[{t}]", [.. means[t].Select(mean => (double?)mean)]);
                expected.Close($"wordingParts[{t}]", Moments.Variance(means[t]) / means[t].Length / tasks.Length / tasks.Length);
            }
        }

        expected.Close("wordingVariance", variance.Wordings.Variance);
        expected.Close("dfWording", variance.Wordings.DegreesOfFreedom);
        expected.Close("inputVariance", inputs.Value);
        expected.Close("dfInput", inputs.DegreesOfFreedom);
        expected.Close("n0", inputs.SizeAtEnds);
        expected.Close("inputPart", variance.Rest);
        expected.Close("variance", variance.Variance);
        Level(expected, "", Ladder.Instruction(tasks, design));
        Quantile(expected, "", variance.Quantile);
        // The textbook's single Satterthwaite quantile is what the ladder does not use: it is too short with few wordings.
        expected.NotOurs("classicalSatterthwaite");
    }

    private static void InterTask(Ledger expected, TaskScores[] tasks)
    {
        double between = Ladder.VarianceBetween(tasks) / tasks.Length;
        double within = new FixedTasksVariance(tasks).Value;
        expected.Close("T", tasks.Length);
        expected.Close("n", [.. tasks.Select(task => (double?)task.Inputs)]);
        expected.Close("taskMeans", [.. tasks.Select(task => task.Mean)]);
        expected.Close("level", Ladder.InterTask(tasks).Estimate);
        expected.Close("betweenVariance", between);
        expected.Close("withinVariance", within);
        LevelEstimate micro = Ladder.MicroRandomTasks(tasks);
        expected.Close("micro.level", micro.Estimate);
        expected.Close("micro.seCR2", micro.StandardError);
        expected.Close("micro.dfBellMcCaffrey", micro.DegreesOfFreedom);
        expected.Close("micro.ci95", micro.Interval);
        double half = Distributions.StudentTQuantile(0.975, tasks.Length - 1) * Math.Sqrt(between);
        double mean = Ladder.InterTask(tasks).Estimate!.Value;
        expected.Close("classical.se", Math.Sqrt(between));
        expected.Close("classical.df", tasks.Length - 1);
        expected.Close("classical.ci95", new Interval(mean - half, mean + half));
        expected.Close("wordingsFixed.variance", Math.Max(between, within));
        expected.Close("wordingsFixed.df", tasks.Length - 1);
        Level(expected, "wordingsFixed.", Ladder.InterTask(tasks));
        Quantile(expected, "wordingsFixed.", p => Distributions.StudentTQuantile(p, tasks.Length - 1));
        if (!expected.Values.TryGetProperty("wordingsRandom", out _))
        {
            return;
        }

        double[][] means = Array.ConvertAll(tasks, task => task.WordingMeans());
        double interaction = Ladder.Interaction(tasks, means);
        RandomWordings variance = new(RandomWordings.Crossed(means), Math.Max(between - interaction, 0), new VariancePart(Math.Max(between, within), tasks.Length - 1));
        expected.Close("wordingsRandom.wordingMeans", [.. RandomWordings.MeansOverTasks(means).Select(m => (double?)m)]);
        expected.Close("wordingsRandom.wordingVariance", variance.Wordings.Variance);
        expected.Close("wordingsRandom.interactionVariance", interaction);
        expected.Close("wordingsRandom.dfWording", variance.Wordings.DegreesOfFreedom);
        expected.Close("wordingsRandom.dfTask", variance.Floor.DegreesOfFreedom);
        expected.Close("wordingsRandom.inputPart", variance.Rest);
        expected.Close("wordingsRandom.variance", variance.Variance);
        Level(expected, "wordingsRandom.", Ladder.InterTaskRandomWordings(tasks));
        Quantile(expected, "wordingsRandom.", variance.Quantile);
        expected.NotOurs("wordingsRandom.classicalSatterthwaite");
    }

    private static void Describe(Ledger expected, TaskScores[] tasks)
    {
        expected.Close("n", [.. tasks.Select(task => (double?)task.Inputs)]);
        expected.Close("taskMeans", [.. tasks.Select(task => task.Mean)]);
        expected.Close("taskVariances", [.. tasks.Select(task => task.Variance)]);
        expected.Close("level", Ladder.IntraTask(tasks).Estimate);
    }

    private static void Textbook(Ledger expected, TaskScores[] tasks)
    {
        double count = tasks.Length;
        VariancePart[] parts = [.. tasks.Where(task => task.Variance is not null).Select(task => new VariancePart(task.Variance!.Value / task.Inputs / (count * count), task.Inputs - 1))];
        if (parts.Length < tasks.Length)
        {
            expected.Close("classical", (double?)null);
            return;
        }

        double error = Math.Sqrt(parts.Sum(part => part.Variance));
        double? df = VariancePart.Satterthwaite(parts);
        double mean = tasks.Average(task => task.Mean!.Value);
        double half = error * Distributions.StudentTQuantile(0.975, df ?? 1);
        expected.Close("classical.variance", error * error);
        expected.Close("classical.se", error);
        expected.Close("classical.df", df);
        expected.Close("classical.ci95", df is null ? (Interval?)null : new Interval(mean - half, mean + half));
    }

    private static void Level(Ledger expected, string at, LevelEstimate actual)
    {
        expected.Close(at + "se", actual.StandardError);
        expected.Close(at + "nEffective", actual.EffectiveSize);
        expected.Close(at + "ci95", actual.Interval);
        expected.Close(at + "lower95", actual.Bound?.Lower);
        expected.Close(at + "upper95", actual.Bound?.Upper);
    }

    private static void Quantile(Ledger expected, string at, Func<double, double> quantile)
    {
        expected.Close(at + "q975", quantile(0.975));
        expected.Close(at + "q95", quantile(0.95));
    }
}

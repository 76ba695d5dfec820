using System.Globalization;
using GenEval.Bench.Coverage;
using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.Bench;

/// <summary>What looking for drivers costs, how often they are claimed where there are none, and found where one is planted.</summary>
internal sealed class DriverBench : IBench
{
    private const int Runs = 1000;
    private const int TrainerRuns = 100;
    private const double Planted = 0.8;
    private const int Answers = 1_000_000;

    private static readonly DriverDesign[] s_designs =
    [
        new(12, 10, IsBinary: true, 0), new(20, 1, IsBinary: true, 0), new(20, 20, IsBinary: true, 0), new(20, 20, IsBinary: false, 0),
        new(60, 1, IsBinary: false, 0), new(60, 10, IsBinary: true, 0), new(60, 10, IsBinary: true, 0) { TaskSpread = 0 }, new(200, 5, IsBinary: true, 0),
    ];

    /// <summary>Of these the trees' rates are measured: they take some hundred times as long as the linear one.</summary>
    private static readonly DriverDesign[] s_compared = [s_designs[2], s_designs[4]];

    private static IEnumerable<string> Trainers => LearnedBackend.Installed is null ? DriverTrainers.Names.Take(1) : DriverTrainers.Names;

    public string Name => "drivers";

    public string Summary => $"what drivers cost of an evaluation, how often they are claimed without any and found where planted, {Runs} made-up runs a design; ML.NET's trees beside the linear one, {TrainerRuns}";

    public void Run(TextWriter output)
    {
        Cost(output);
        output.WriteLine();
        output.WriteLine("| design | claims without any driver | input length planted: found | another one claimed |");
        output.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (DriverDesign design in s_designs)
        {
            DriverRates none = DriverStudy.Run(design, Runs, seed: 6);
            DriverRates planted = DriverStudy.Run(design with { Effect = Planted }, Runs, seed: 7);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {design}{(design.TaskSpread == 0 ? ", alike tasks" : "")} | {none.Any:.000} | {planted.Planted:.000} | {planted.Other:.000} |"));
        }

        Compare(output);
    }

    /// <summary>The trainers side by side, on the same runs.</summary>
    private static void Compare(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| design | trainer | claims without any driver | long inputs hard: found | another one claimed | short and long inputs hard: found | another one claimed |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (DriverDesign design in s_compared)
        {
            foreach (string trainer in Trainers)
            {
                DriverRates none = DriverStudy.Run(design, TrainerRuns, seed: 8, trainer);
                DriverRates line = DriverStudy.Run(design with { Effect = Planted }, TrainerRuns, seed: 9, trainer);
                DriverRates hump = DriverStudy.Run(design with { Effect = Planted, IsHump = true }, TrainerRuns, seed: 10, trainer);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {design} | {trainer} | {none.Any:.000} | {line.Planted:.000} | {line.Other:.000} | {hump.Planted:.000} | {hump.Other:.000} |"));
                output.Flush();
            }
        }
    }

    /// <summary>Processor time of an evaluation, and of its part that looks for drivers.</summary>
    private static void Cost(TextWriter output)
    {
        double making = Seconds(() => Records().Count());
        double whole = Seconds(() => Evaluator.Evaluate(Records(), new EvaluationOptions { Metrics = ["rougeL"], Threshold = 0.5 }).Count) - making;
        double drivers = Drivers("linear") - making;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nevaluate, {Answers:N0} answers of 1,000 tasks in memory, rougeL: {whole:0.0} s of processor time, of which drivers {drivers:0.0} s ({drivers / whole:0%})"));
        foreach (string trainer in Trainers.Skip(1))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"drivers by {trainer}: {Drivers(trainer) - making:0.0} s"));
        }
    }

    private static double Drivers(string trainer) => Seconds(() =>
    {
        CellTable table = new(suite: null, "m");
        foreach ((int i, EvaluationRecord record) in Records().Index())
        {
            Cell cell = new()
            {
                Task = table.Tasks.Index(record.Task), Instruction = 0, Instance = i, Repeat = 0, Level = i % 2 == 0 ? LevelKind.IntraTask : LevelKind.InterTask,
                Score = i % 7 / 7.0, CanPair = true, Answer = (ulong)i, Empty = false,
            };
            table.Drivers.Add(record, new RecordIdentity(Suite: null, "m", record.Task, RecordIdentity.OnlyInstruction, record.Instance!, 0, CanPair: true), cell);
        }

        return DriverSection.Of(table, isCrossed: false, DriverTrainers.Of(trainer), 0.95, seed: 1).Drivers?.Count ?? 0;
    });

    private static double Seconds(Func<int> work)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        _ = work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static IEnumerable<EvaluationRecord> Records()
    {
        (string Output, string Reference)[] pairs = PairText.Pairs(2000, words: 50, seed: 4);
        for (int i = 0; i < Answers; i++)
        {
            int task = i % 1000;
            (string output, string reference) = pairs[((i * 7) + task) % pairs.Length];
            yield return new EvaluationRecord
            {
                Model = "m", Task = $"t{task}", Novelty = task % 2 == 0 ? Novelty.Seen : Novelty.Unseen, Instance = $"i{i / 1000}", InstanceNovelty = Novelty.Unseen,
                InstructionText = $"Answer as kind {task} asks, in at most {task % 17} words.", Input = reference, References = [reference], Output = output,
            };
        }
    }
}

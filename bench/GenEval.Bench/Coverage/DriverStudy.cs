using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Bench.Coverage;

/// <summary>A made-up run with texts of random lengths, forms and words.</summary>
/// <param name="Tasks">Tasks, half of them seen.</param>
/// <param name="Inputs">Inputs a task.</param>
/// <param name="IsBinary">Scores of 0 and 1, else shares.</param>
/// <param name="Effect">What a standard deviation of the input's length (between and within tasks) takes from the score's log-odds; 0: nothing goes with the score.</param>
internal sealed record DriverDesign(int Tasks, int Inputs, bool IsBinary, double Effect)
{
    /// <summary>Standard deviation of the tasks' levels, on the logit scale.</summary>
    public double TaskSpread { get; init; } = 1;

    /// <summary>Whether short and long inputs are the hard ones, and not the long ones alone.</summary>
    public bool IsHump { get; init; }

    public override string ToString() => $"{Tasks} tasks x {Inputs} inputs, {(IsBinary ? "0/1" : "graded")} scores";
}

/// <summary>How often drivers are claimed.</summary>
/// <param name="Any">Share of runs in which some feature is called clear.</param>
/// <param name="Planted">Share of runs in which the input's length is.</param>
/// <param name="Other">Share of runs in which another feature than the input's length is.</param>
internal sealed record DriverRates(double Any, double Planted, double Other);

/// <summary>Simulates runs and looks for drivers in them.</summary>
internal static class DriverStudy
{
    private static readonly string[] s_words = ["write", "translate", "list", "answer", "must", "only", "name", "the", "question", "sentence", "a", "short", "word", "table", "never", "poem", "code", "date"];

    public static DriverRates Run(DriverDesign design, int runs, long seed, string? trainer = null)
    {
        string[][] claimed = new string[runs][];
        Parallel.For(0, runs, run => claimed[run] = [.. (DriverSection.Of(Table(design, new StreamRandom(seed, run)), isCrossed: false, DriverTrainers.Of(trainer), 0.95, seed: 1).Drivers ?? []).Where(d => d.IsClear).Select(d => d.Feature)]);
        double Share(Func<string[], bool> holds) => claimed.Count(holds) / (double)runs;
        return new(Share(c => c.Length > 0), Share(c => c.Contains("inputWords", StringComparer.Ordinal)), Share(c => c.Any(f => f != "inputWords")));
    }

    public static CellTable Table(DriverDesign design, StreamRandom random)
    {
        CellTable table = new(suite: null, "m");
        for (int t = 0; t < design.Tasks; t++)
        {
            Novelty novelty = t % 2 == 0 ? Novelty.Seen : Novelty.Unseen;
            string instruction = Text(random, 3 + random.Next(0, 20));
            double level = design.TaskSpread * random.Normal();
            double length = 0.7 * random.Normal();
            for (int i = 0; i < design.Inputs; i++)
            {
                double z = length + (0.7 * random.Normal());
                double p = 1 / (1 + Math.Exp(-(level - (design.Effect * (design.IsHump ? (z * z / 0.98 - 1) / Math.Sqrt(2) : z)))));
                double score = design.IsBinary ? (random.NextDouble() < p ? 1 : 0) : Math.Clamp(p + (0.15 * random.Normal()), 0, 1);
                EvaluationRecord record = new()
                {
                    Task = $"t{t}",
                    Novelty = novelty,
                    InstanceNovelty = Novelty.Unseen,
                    InstructionText = instruction,
                    Input = Text(random, (int)Math.Round(20 * Math.Exp(z))),
                    References = [random.Next(0, 4) switch { 0 => "42", 1 => "word", 2 => "[1, 2]", _ => Text(random, 2 + random.Next(0, 9)) }],
                    Output = (random.Next(0, 10) == 0 ? "I'm sorry, but I can't. " : "") + Text(random, 1 + random.Next(0, 30)),
                    Finish = random.Next(0, 8) == 0 ? "length" : "stop",
                };
                table.Add(record, new RecordIdentity(Suite: null, "m", record.Task, RecordIdentity.OnlyInstruction, $"i{t}-{i}", 0, CanPair: true), Score.Of(score));
            }
        }

        return table;
    }

    private static string Text(StreamRandom random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => s_words[random.Next(0, s_words.Length)]));
}

using System.Globalization;
using GenEval.Bench.Coverage;

namespace GenEval.Bench;

/// <summary>How often prediction-powered intervals hold the truth on real answers, and how many ratings they save.</summary>
internal sealed class RatingBench : IBench
{
    private const int Draws = 4000;
    private const long Seed = 20261125;
    private static readonly int[] s_fewer = [20, 50, 100];

    private static readonly RatedDesign[] s_designs =
    [
        new(3, 200, 150, IsFixed: true), new(10, 50, 150, IsFixed: true), new(10, 50, 200, IsFixed: false), new(30, 20, 200, IsFixed: false), new(60, 20, 100, IsFixed: false),
        new(300, 1, 100, IsFixed: false),
    ];

    public string Name => "ratings";

    public string Summary => $"coverage of prediction-powered intervals from 200 ratings of EVOUNA's systems, {Draws} draws each, and the ratings saved";

    public void Run(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| made-up design | covers | ratings saved |");
        output.WriteLine("| --- | ---: | ---: |");
        foreach (RatedDesign design in s_designs)
        {
            (double coverage, double saved) = RatedTaskStudy.Run(design, Draws, Seed);
            Line(output, $"| {design} | {coverage:.000} | {saved:0} |");
        }

        string path = Path.Combine(Environment.GetEnvironmentVariable("GENEVAL_SHARED") ?? Path.Combine("..", "shared"), "data", "human-evouna.jsonl.gz");
        if (!File.Exists(path))
        {
            output.WriteLine($"Not measured: {path} is not there (run it from the project's folder, or set GENEVAL_SHARED).");
            return;
        }

        IReadOnlyList<RatedSystem> systems = RatingStudy.Read(path);
        output.WriteLine();
        output.WriteLine("| system | people | metric | its mean | lambda | new inputs: covers | ratings alone cover | these inputs: covers | ratings saved of 200 |");
        output.WriteLine("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (RatedSystem system in systems)
        {
            RatingResult anew = RatingStudy.Run(system, 200, Draws, Seed, newInputs: true);
            RatingResult same = RatingStudy.Run(system, 200, Draws, Seed, newInputs: false);
            Line(output, $"| {system.System} | {system.Truth:.000} | {system.Metric} | {system.Scores.Average():.000} | {anew.Lambda:.00} | {anew.Coverage:.000} | {anew.Alone:.000} | {same.Coverage:.000} | {anew.Saved:0} |");
        }

        output.WriteLine();
        output.WriteLine("| ratings | metric | covers (mean of five systems) | least | ratings alone cover |");
        output.WriteLine("| ---: | --- | ---: | ---: | ---: |");
        foreach (int ratings in s_fewer)
        {
            foreach (IGrouping<string, RatedSystem> of in systems.GroupBy(s => s.Metric))
            {
                RatingResult[] results = [.. of.Select(s => RatingStudy.Run(s, ratings, Draws, Seed, newInputs: true))];
                Line(output, $"| {ratings} | {of.Key} | {results.Average(r => r.Coverage):.000} | {results.Min(r => r.Coverage):.000} | {results.Average(r => r.Alone):.000} |");
            }
        }
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

using System.Globalization;

namespace GenEval.Bench.Coverage;

/// <summary>How often the ladder's intervals hold the truth, beside a reference study's figures, the textbook's intervals and pooled records.</summary>
internal sealed class CoverageBench : IBench
{
    private const int Replications = 4000;
    private const long Seed = 20261122;

    public string Name => "coverage";

    public string Summary => $"coverage of the 95% intervals over simulated designs, {Replications} replications each";

    public void Run(TextWriter output)
    {
        Table(output, "Designs of the reference study", CoverageDesigns.Referenced);
        output.Flush();
        Table(output, "What it left out", CoverageDesigns.Further);
        output.Flush();
        Bootstraps(output);
    }

    private static void Bootstraps(TextWriter output)
    {
        const int Fewer = 1500;
        int[] sizes = [5, 10, 20, 50];
        SortedDictionary<string, CoverageTally>[] results = new SortedDictionary<string, CoverageTally>[sizes.Length];
        Parallel.For(0, sizes.Length, index => results[index] = BootstrapStudy.Run(sizes[index], Fewer, Seed));
        output.WriteLine();
        output.WriteLine($"### Bootstraps of 499 replicates, {Fewer} replications: coverage (width)");
        output.WriteLine();
        output.WriteLine($"| interval | {string.Join(" | ", sizes.Select(size => $"{size} tasks"))} |");
        output.WriteLine($"| --- |{string.Concat(sizes.Select(_ => " ---: |"))}");
        foreach (string name in results[0].Keys)
        {
            output.WriteLine($"| {name} | {string.Join(" | ", results.Select(of => string.Create(CultureInfo.InvariantCulture, $"{of[name].Coverage:.000} ({of[name].Width:.000})")))} |");
        }
    }

    private static void Table(TextWriter output, string title, IReadOnlyList<CoverageDesign> designs)
    {
        CoverageResult[] results = new CoverageResult[designs.Count];
        Parallel.For(0, designs.Count, index => results[index] = CoverageStudy.Run(designs[index], Replications, Seed));
        output.WriteLine();
        output.WriteLine($"### {title}");
        output.WriteLine();
        output.WriteLine("| estimand | design | covers | lower, upper error | width | reference covers | width | textbook covers | pooled records |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (CoverageResult result in results)
        {
            CoverageTally ours = result.Ours;
            string mark = !result.Agrees ? " (differs)" : ours.Coverage < 0.92 ? " (low)" : "";
            string undefined = ours.Undefined == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({ours.Undefined} undefined)");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Design.Estimand} | {result.Design} | {ours.Coverage:.000}{mark}{undefined} | {ours.LowerError:.000}, {ours.UpperError:.000} | {ours.Width:.000} | {result.Design.Reference?.Coverage:.000} | {result.Design.Reference?.Width:.000} | {result.Textbook.Coverage:.000} | {result.Pooled.Coverage:.000} |"));
        }
    }
}

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

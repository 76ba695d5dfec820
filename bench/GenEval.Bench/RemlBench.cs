using System.Globalization;
using GenEval.Statistics;

namespace GenEval.Bench;

/// <summary>REML of 200 tasks x 10 wordings x 100 inputs, complete, incomplete and with repeats.</summary>
internal sealed class RemlBench : IBench
{
    private const int Tasks = 200;
    private const int Wordings = 10;
    private const int Inputs = 100;

    public string Name => "reml";

    public string Summary => "REML of 200 tasks x 10 wordings x 100 inputs in seconds";

    public void Run(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| design | tasks | cells asked | repeats | observations | s (processor) |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        foreach ((WordingDesign design, double asked, int repeats) in new[]
        {
            (WordingDesign.Crossed, 1.0, 1), (WordingDesign.Crossed, 0.7, 1), (WordingDesign.Crossed, 0.7, 2), (WordingDesign.Nested, 0.7, 1),
        })
        {
            Observation[] observations = Made(asked, repeats);
            foreach (bool tasksFixed in (bool[])[false, true])
            {
                TimeSpan start = Environment.CpuUsage.TotalTime;
                RemlFit fit = Reml.Fit(observations, design, tasksFixed);
                double seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
                string outcome = fit.Analysis.Reason ?? (tasksFixed ? "fixed" : "random");
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {design} | {outcome} | {asked:P0} | {repeats} | {observations.Length} | {seconds:0.00} |"));
            }
        }
    }

    private static Observation[] Made(double asked, int repeats)
    {
        ReplicateStream stream = new(11, 0);
        List<Observation> observations = [];
        double[] wordings = Effects(ref stream, Wordings, 0.05);
        for (int task = 0; task < Tasks; task++)
        {
            double level = 0.5 + Effects(ref stream, 1, 0.2)[0];
            double[] own = Effects(ref stream, Wordings, 0.06);
            for (int input = 0; input < Inputs; input++)
            {
                double ease = level + Effects(ref stream, 1, 0.15)[0];
                double[] rest = Effects(ref stream, Wordings, 0.25);
                for (int wording = 0; wording < Wordings; wording++)
                {
                    bool keep = stream.NextDouble() < asked;
                    double[] noise = Effects(ref stream, repeats, repeats > 1 ? 0.1 : 0);
                    for (int repeat = 0; keep && repeat < repeats; repeat++)
                    {
                        observations.Add(new Observation(task, input, wording, ease + wordings[wording] + own[wording] + rest[wording] + noise[repeat]));
                    }
                }
            }
        }

        return [.. observations];
    }

    /// <summary>Twelve uniforms make a normal that is good enough to time with.</summary>
    private static double[] Effects(ref ReplicateStream stream, int count, double spread)
    {
        double[] effects = new double[count];
        for (int effect = 0; effect < count; effect++)
        {
            double sum = -6;
            for (int draw = 0; draw < 12; draw++)
            {
                sum += stream.NextDouble();
            }

            effects[effect] = spread * sum;
        }

        return effects;
    }
}

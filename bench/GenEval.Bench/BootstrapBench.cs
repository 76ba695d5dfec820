using System.Globalization;
using GenEval.Statistics;

namespace GenEval.Bench;

/// <summary>The cluster bootstrap on task sums beside compiled loops over the records: the work is in the draws, 100 for each replicate against 10,000.</summary>
internal sealed class BootstrapBench : IBench
{
    private const int Tasks = 100;
    private const int RecordsPerTask = 100;
    private const int Replicates = 1000;

    public string Name => "bootstrap";

    public string Summary => "1,000 replicates of 10,000 records in 100 tasks, on task sums and in loops over the records, one thread";

    public void Run(TextWriter output)
    {
        double[][] records = Records();
        double[] sums = Array.ConvertAll(records, task => task.Sum());
        double[] counts = Array.ConvertAll(records, task => (double)task.Length);
        double[] flat = [.. records.SelectMany(task => task)];
        long seed = 0;
        IReadOnlyList<Pace> paces = Race.Run(
            new Contender("cluster bootstrap on task sums (ours)", () => Done(Bootstrap.Clusters(sums, counts, Options(seed++)).Replicates[^1])),
            new Contender("the same with a studentized interval", () => Done(Bootstrap.Clusters(sums, counts, Options(seed++), studentize: true).Replicates[^1])),
            new Contender("tasks drawn, their records added up", () => Done(OverRecords(records, seed++))),
            new Contender("records drawn one by one", () => Done(OneByOne(flat, seed++))),
            new Contender("tasks drawn, then records in them (ours, two-stage)", () => Done(Bootstrap.TwoStage(records, MeanKind.Micro, Options(seed++)).Replicates[^1])));
        output.WriteLine();
        output.WriteLine("| what | ms for 1,000 replicates (median) | slowest to fastest | x ours |");
        output.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (Pace pace in paces)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {pace.Name} | {1e3 * Replicates / pace.Median:0.000} | {1e3 * Replicates / pace.Slowest:0.000} to {1e3 * Replicates / pace.Fastest:0.000} | {paces[0].Median / pace.Median:0.0} |"));
        }

        output.WriteLine();
        output.WriteLine("Recorded elsewhere on such a machine: lm-evaluation-harness 800 ms, inspect_ai 500 ms, its clustered one 200 ms, a numpy loop 60 ms.");
    }

    private static BootstrapOptions Options(long seed) => new() { Replicates = Replicates, Seed = seed, Threads = 1 };

    private static double[][] Records()
    {
        ReplicateStream stream = new(7, 0);
        double[][] records = new double[Tasks][];
        for (int task = 0; task < Tasks; task++)
        {
            double level = stream.NextDouble();
            records[task] = new double[RecordsPerTask];
            for (int record = 0; record < RecordsPerTask; record++)
            {
                records[task][record] = stream.NextDouble() < level ? 1 : 0;
            }
        }

        return records;
    }

    private static double OverRecords(double[][] records, long seed)
    {
        double last = 0;
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            ReplicateStream stream = new(seed, replicate);
            double sum = 0;
            double count = 0;
            for (int draw = 0; draw < records.Length; draw++)
            {
                double[] task = records[stream.Below(records.Length)];
                foreach (double score in task)
                {
                    sum += score;
                }

                count += task.Length;
            }

            last = sum / count;
        }

        return last;
    }

    private static double OneByOne(double[] records, long seed)
    {
        double last = 0;
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            ReplicateStream stream = new(seed, replicate);
            double sum = 0;
            for (int draw = 0; draw < records.Length; draw++)
            {
                sum += records[stream.Below(records.Length)];
            }

            last = sum / records.Length;
        }

        return last;
    }

    /// <summary>The result is looked at, so that the work cannot be left out.</summary>
    private static int Done(double mean) => mean is >= 0 and <= 1 ? Replicates : throw new InvalidOperationException("A mean of scores is in [0, 1].");
}

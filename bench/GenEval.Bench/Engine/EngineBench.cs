using System.Globalization;

namespace GenEval.Bench.Engine;

/// <summary>
/// A whole run (plan, send, store, score, show progress) beside a bare HttpClient loop that posts the same bodies to the same server and reads the
/// answers' bytes, in turns, at the same concurrency, in the same process.
/// </summary>
internal sealed class EngineBench : IBench
{
    private const int Rounds = 11;
    private const int WarmUp = 8;

    public string Name => "engine";

    public string Summary => "requests/s and CPU of a run beside a bare HttpClient loop, at a server that answers at once or after 50 ms; needs node";

    public void Run(TextWriter output) => RunAsync(output).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output)
    {
        using NodeServer? server = NodeServer.TryStart();
        if (server is null)
        {
            await output.WriteLineAsync("no node on the PATH");
            return;
        }

        await output.WriteLineAsync($"\nMedians of {Rounds} rounds in turns, slowest to fastest in brackets; the share is the median of the rounds' own shares. Processor time is this process's, the server's is not in it.\n");
        await output.WriteLineAsync("| server | concurrency | prompts | what | requests/s | CPU s per 1,000 | share of bare, requests/s | share of ideal |\n| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |");
        foreach ((string path, int concurrency, int prompts) in new[] { ("fast", 16, 20_000), ("fast", 64, 20_000), ("slow", 64, 6_400) })
        {
            await MeasureAsync(output, server, path, concurrency, prompts);
        }
    }

    private static async Task MeasureAsync(TextWriter output, NodeServer server, string path, int concurrency, int prompts)
    {
        using Contender bare = new BareLoop($"{server.Root}/{path}/v1", concurrency, prompts);
        using Contender full = new FullRun($"{server.Root}/{path}/v1", concurrency, prompts);
        List<(Pace Bare, Pace Full)> rounds = [];

        // The first rounds warm up: for more than a hundred thousand calls the runtime still compiles, on the processors that the contenders need.
        for (int round = path == "fast" ? -WarmUp : -1; round < Rounds; round++)
        {
            Pace first = await PaceAsync(server, round % 2 == 0 ? bare : full, prompts);
            Pace second = await PaceAsync(server, round % 2 == 0 ? full : bare, prompts);
            if (round >= 0)
            {
                rounds.Add(round % 2 == 0 ? (first, second) : (second, first));
            }
        }

        double? ideal = path == "slow" ? concurrency / 0.050 : null;
        Row("bare HttpClient loop", rounds.ConvertAll(r => r.Bare), share: null);
        Row("run", rounds.ConvertAll(r => r.Full), rounds.ConvertAll(r => r.Full.PerSecond / r.Bare.PerSecond));

        void Row(string what, List<Pace> paces, List<double>? share) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {path} | {concurrency} | {prompts:N0} | {what} | {Median(paces.ConvertAll(p => p.PerSecond)):N0} ({paces.Min(p => p.PerSecond):N0} to {paces.Max(p => p.PerSecond):N0}) | {Median(paces.ConvertAll(p => p.Cpu)):0.000} | {(share is null ? "" : Median(share).ToString("P0", CultureInfo.InvariantCulture))} | {(ideal is { } most ? (Median(paces.ConvertAll(p => p.PerSecond)) / most).ToString("P1", CultureInfo.InvariantCulture) : "")} |"));
    }

    private static async Task<Pace> PaceAsync(NodeServer server, Contender contender, int prompts)
    {
        await contender.PrepareAsync();
        GC.Collect();
        long answered = await server.AnsweredAsync();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = TimeProvider.System.GetTimestamp();
        await contender.RunAsync();
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        double used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        long sent = await server.AnsweredAsync() - answered;
        return sent == prompts ? new Pace(prompts / seconds, used / prompts * 1000) : throw new InvalidOperationException($"{sent} requests instead of {prompts}");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private readonly record struct Pace(double PerSecond, double Cpu);
}

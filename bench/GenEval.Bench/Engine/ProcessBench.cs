using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GenEval.Suites;

namespace GenEval.Bench.Engine;

/// <summary><c>geneval run</c> as a process: how soon its first request comes, and its memory at 100,000 prompts, from its start to its report.</summary>
internal sealed class ProcessBench : IBench
{
    private const int Starts = 9;

    public string Name => "process";

    public string Summary => "start of geneval run to its first request, and its peak memory at 10,000 and 100,000 prompts; needs node, and Linux for memory";

    public void Run(TextWriter output) => RunAsync(output).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("geneval-bench-");
        try
        {
            await StartAsync(output, folder.FullName);
            using NodeServer? server = NodeServer.TryStart();
            if (server is null)
            {
                await output.WriteLineAsync("no node on the PATH");
                return;
            }

            await output.WriteLineAsync("\n| prompts | peak memory, MB | requests/s, start and report included | processor time, s | suite on disk, MB | store, MB |\n| ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (int prompts in (int[])[10_000, 100_000])
            {
                await MemoryAsync(output, server, folder.FullName, prompts);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task StartAsync(TextWriter output, string folder)
    {
        string suite = Path.Combine(folder, "start");
        SuiteWriter.Write(BenchSuite.Of(2000), suite);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string endpoint = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
        List<(double Seconds, double Cpu)> starts = [];

        // The first start reads the program from the disk.
        for (int i = -1; i < Starts; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            using Process process = Geneval(suite, endpoint, Path.Combine(folder, $"start{i}.db"));
            using Socket first = await listener.AcceptSocketAsync();
            await first.ReceiveAsync(new byte[1]);
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            double cpu = process.TotalProcessorTime.TotalSeconds;
            process.Kill();
            await process.WaitForExitAsync();
            while (listener.Pending())
            {
                listener.AcceptSocket().Dispose();
            }

            if (i >= 0)
            {
                starts.Add((seconds, cpu));
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\nStart to first request, 2,000 prompts, {Starts} starts: median {starts.Select(s => s.Seconds).Order().ElementAt(Starts / 2):0.00} s, fastest {starts.Min(s => s.Seconds):0.00} s, slowest {starts.Max(s => s.Seconds):0.00} s; processor time until then {starts.Select(s => s.Cpu).Order().ElementAt(Starts / 2):0.00} s (median)."));
    }

    private static async Task MemoryAsync(TextWriter output, NodeServer server, string folder, int prompts)
    {
        string suite = Path.Combine(folder, "suite" + prompts.ToString(CultureInfo.InvariantCulture));
        string store = suite + ".db";
        SuiteWriter.Write(BenchSuite.Of(prompts), suite);
        long answered = await server.AnsweredAsync();
        long start = TimeProvider.System.GetTimestamp();
        using Process process = Geneval(suite, server.Root + "/fast/v1", store);
        long peak = 0;
        TimeSpan cpu = default;
        while (!process.HasExited)
        {
            process.Refresh();
            try
            {
                (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                break;
            }

            await Task.Delay(20);
        }

        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        if (process.ExitCode != 0 || await server.AnsweredAsync() - answered != prompts)
        {
            throw new InvalidOperationException($"exit code {process.ExitCode}");
        }

        double onDisk = Directory.EnumerateFiles(suite).Sum(file => new FileInfo(file).Length);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {prompts:N0} | {peak / 1e6:0} | {prompts / seconds:N0} | {cpu.TotalSeconds:0.0} | {onDisk / 1e6:0} | {new FileInfo(store).Length / 1e6:0} |"));
    }

    private static Process Geneval(string suite, string endpoint, string store) => Process.Start(new ProcessStartInfo(
        Path.Combine(AppContext.BaseDirectory, "GenEval.Cli"),
        ["run", suite, "--model", "bench", "--endpoint", endpoint, "--concurrency", "64", "--store", store, "--format", "json", "--output", store + ".json"])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!;
}

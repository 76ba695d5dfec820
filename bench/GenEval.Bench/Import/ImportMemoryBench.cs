using System.Diagnostics;
using System.Globalization;
using GenEval.Suites;

namespace GenEval.Bench.Import;

/// <summary>Reads logs far larger than the memory that may be used, and says what was: <c>GENEVAL_BENCH_GB</c> gigabytes each (1).</summary>
internal sealed class ImportMemoryBench : IBench
{
    public string Name => "import-memory";

    public string Summary => "memory of importing logs of GENEVAL_BENCH_GB gigabytes (1), written to the temporary folder";

    public void Run(TextWriter output)
    {
        double size = double.TryParse(Environment.GetEnvironmentVariable("GENEVAL_BENCH_GB"), NumberStyles.Float, CultureInfo.InvariantCulture, out double gigabytes) ? gigabytes : 1;
        string folder = Directory.CreateTempSubdirectory("geneval-bench-").FullName;
        try
        {
            (string, string)[] texts = PairText.Pairs(count: 500, words: 60, seed: 1);
            output.WriteLine("| log | GB | answers | s | managed memory at most, MB | process at most, MB |");
            output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
            foreach (LogFile log in LogFile.All)
            {
                string path = Path.Combine(folder, log.File);
                log.Write(path, (long)(size * 1e9), texts);
                Row(output, log.Name, path);
                File.Delete(path);
            }

            string archive = Path.Combine(folder, "deflate.eval");
            LogFile.WriteArchive(archive, (int)(size * 1e9 / LogShapes.Inspect(0, texts[0].Item2, texts[0].Item1, texts[0].Item2).Length), texts);
            Row(output, "inspect_ai .eval (deflate; GB packed)", archive);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Row(TextWriter output, string name, string path)
    {
        GC.Collect();
        Stopwatch watch = Stopwatch.StartNew();
        (long count, long managed, long process) = (0, 0, 0);
        foreach (EvaluationRecord record in InputResolver.Read([path], new() { Warn = _ => { } }))
        {
            if (++count % 10_000 == 0)
            {
                managed = Math.Max(managed, GC.GetTotalMemory(forceFullCollection: false));
                process = Math.Max(process, Environment.WorkingSet);
            }

            GC.KeepAlive(record);
        }

        output.WriteLine(FormattableString.Invariant($"| {name} | {new FileInfo(path).Length / 1e9:0.00} | {count:N0} | {watch.Elapsed.TotalSeconds:0} | {managed / 1e6:0} | {process / 1e6:0} |"));
    }
}

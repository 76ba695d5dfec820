using System.Diagnostics;
using System.Globalization;
using System.Text;
using GenEval.Generalization;
using GenEval.Suites;

namespace GenEval.Bench;

/// <summary>The contamination check's pass over a corpus: MB/s and memory as the corpus grows tenfold twice, with 20,000 inputs to look for.</summary>
internal sealed class ContaminationBench : IBench
{
    private const int Items = 20_000;
    private const int Rounds = 3;
    private static readonly int[] s_megabytes = [4, 40, 200];

    public string Name => "contamination";

    public string Summary => "the check's pass over a corpus of 4, 40 and 200 MB, text and JSON Lines, in MB/s";

    public void Run(TextWriter output)
    {
        string[] pairs = [.. PairText.Pairs(Items, words: 60, seed: 3).Select(pair => pair.Reference)];
        OverlapIndex index = new(new ContaminationOptions().NGram);
        foreach (string input in pairs)
        {
            index.Add(WordScanner.Words(input));
        }

        index.Seal();
        string text = string.Join('\n', PairText.Pairs(4000, words: 200, seed: 8).Select(pair => pair.Output)) + "\n" + string.Join('\n', pairs.Take(20)) + "\n";
        string json = string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $$"""{"id":1,"text":"{{line}}"}""" + "\n"));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("geneval-bench-");
        try
        {
            output.WriteLine();
            output.WriteLine($"{Items} inputs, {index.Grams.Count} different n-grams; processor time of the whole process, median of {Rounds}.");
            output.WriteLine();
            output.WriteLine("| corpus | MB | MB/s (median) | slowest to fastest | s/GB | managed heap after, MB | n-grams found |");
            output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach ((string name, string content) in new[] { ("corpus.txt", text), ("corpus.jsonl", json) })
            {
                foreach (int megabytes in s_megabytes)
                {
                    string path = Path.Combine(folder.FullName, name);
                    Write(path, content, megabytes);
                    Measure(output, index, path);
                    File.Delete(path);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(TextWriter output, OverlapIndex index, string path)
    {
        double megabytes = new FileInfo(path).Length / 1e6;
        List<double> paces = [];
        int found = 0;
        // The first round warms up.
        for (int round = -1; round < Rounds; round++)
        {
            OverlapHits hits = new(index);
            TimeSpan start = Environment.CpuUsage.TotalTime;
            long bytes = CorpusScan.Run([path], index, hits, new RecordReadOptions(), counted: null, CancellationToken.None);
            if (round >= 0)
            {
                paces.Add(megabytes / (Environment.CpuUsage.TotalTime - start).TotalSeconds);
            }

            found = hits.Places.Count(place => place >= 0);
            Debug.Assert(bytes >= new FileInfo(path).Length - 1, "The whole file is read.");
        }

        paces.Sort();
        double median = paces[Rounds / 2];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Path.GetExtension(path)[1..]} | {megabytes:N0} | {median:N0} | {paces[0]:N0} to {paces[^1]:N0} | {1000 / median:N1} | {GC.GetTotalMemory(forceFullCollection: true) / 1e6:N0} | {found:N0} |"));
    }

    private static void Write(string path, string content, int megabytes)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        using FileStream file = File.Create(path);
        do
        {
            file.Write(bytes);
        }
        while (file.Length < megabytes * 1_000_000L);
    }
}

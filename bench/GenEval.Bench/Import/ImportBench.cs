using System.Text.Json;
using GenEval.Suites;

namespace GenEval.Bench.Import;

/// <summary>Reads logs of other tools into records, beside System.Text.Json on the same bytes.</summary>
internal sealed class ImportBench : IBench
{
    private const int Bytes = 8_000_000;
    private const int Samples = 800;

    public string Name => "import";

    public string Summary => "reading logs of other tools, beside System.Text.Json on the same bytes";

    public void Run(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("geneval-bench-").FullName;
        try
        {
            (string, string)[] texts = PairText.Pairs(count: 500, words: 60, seed: 1);
            output.WriteLine("| log | import, MB/s (median) | slowest to fastest | JsonSerializer | x | JsonDocument | x | tokens alone | x |");
            output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (LogFile log in LogFile.All)
            {
                string path = Path.Combine(folder, log.File);
                int count = log.Write(path, Bytes, texts);
                bool isLines = log.Between == "\n";
                Row(output, log.Name, path, count, new FileInfo(path).Length, read => read(System.IO.File.ReadAllBytes(path)), isLines);
            }

            string archive = Path.Combine(folder, "zstd.eval");
            LogFile.WriteZstandard(archive, Samples, texts);
            long unpacked = LogFile.Members(Samples, texts).Sum(m => (long)m.Content.Length);
            Row(output, "inspect_ai .eval (zstandard)", archive, Samples, unpacked, read => Archive(archive, read), isLines: false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Row(TextWriter output, string name, string path, int count, long bytes, Action<Action<ReadOnlyMemory<byte>>> texts, bool isLines)
    {
        int kilobytes = (int)(bytes / 1000);
        IReadOnlyList<Pace> paces = Race.Run(
            new("import", () => Import(path, count) ? kilobytes : 0),
            new("JsonSerializer", () => Counted(() => texts(text => Entries(text, isLines, json => _ = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json.Span))), kilobytes)),
            new("JsonDocument", () => Counted(() => texts(text => Entries(text, isLines, json => JsonDocument.Parse(json).Dispose())), kilobytes)),
            new("Utf8JsonReader", () => Counted(() => texts(Tokens), kilobytes)));
        string others = string.Join(" | ", paces.Skip(1).Select(other => FormattableString.Invariant($"{other.Median / 1000:0} | {paces[0].Median / other.Median:0.00}")));
        output.WriteLine(FormattableString.Invariant($"| {name} | {paces[0].Median / 1000:0} | {paces[0].Slowest / 1000:0} to {paces[0].Fastest / 1000:0} | {others} |"));
    }

    private static int Counted(Action action, int kilobytes)
    {
        action();
        return kilobytes;
    }

    private static bool Import(string path, int count)
    {
        int read = InputResolver.Read([path], new() { Warn = _ => { } }).Count();
        return read == count ? true : throw new InvalidOperationException(FormattableString.Invariant($"{path}: {read} of {count} answers."));
    }

    private static void Entries(ReadOnlyMemory<byte> text, bool isLines, Action<ReadOnlyMemory<byte>> read)
    {
        while (!text.IsEmpty)
        {
            int end = isLines ? text.Span.IndexOf((byte)'\n') : -1;
            ReadOnlyMemory<byte> line = end < 0 ? text : text[..end];
            if (line.Length > 0)
            {
                read(line);
            }

            text = end < 0 ? default : text[(end + 1)..];
        }
    }

    private static void Tokens(ReadOnlyMemory<byte> text)
    {
        Utf8JsonReader reader = new(text.Span, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
        }
    }

    // The archive's members unpacked by the same library, each read on its own.
    private static void Archive(string path, Action<ReadOnlyMemory<byte>> read)
    {
        using Suites.Formats.ZipContent zip = new(path, bytesRead: null);
        foreach (Suites.Formats.ZipMember member in zip.Members)
        {
            using Stream stream = zip.Open(member);
            byte[] content = new byte[member.Length];
            stream.ReadExactly(content);
            read(content);
        }
    }
}

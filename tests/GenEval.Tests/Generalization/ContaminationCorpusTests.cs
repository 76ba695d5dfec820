using System.IO.Compression;
using System.Text;
using System.Text.Json;
using GenEval.Generalization;
using GenEval.Suites;
using GenEval.Tests.Cli;

namespace GenEval.Tests.Generalization;

public sealed class ContaminationCorpusTests
{
    private const string Needle = "one two three four five six seven eight nine ten eleven twelve thirteen";

    [Theory]
    [InlineData("c.txt")]
    [InlineData("c.txt.gz")]
    [InlineData("c.jsonl")]
    [InlineData("c.jsonl.gz")]
    public void A_text_is_found_with_its_file_and_line_wherever_a_piece_ends(string name)
    {
        using Folder folder = new();
        // Lines of 8 bytes bring the text to every offset around the border of a piece, 65,536 bytes.
        foreach (int before in Enumerable.Range(8180, 13))
        {
            string[] lines = [.. Enumerable.Repeat("filler.", before), "\u0130 xyz, One two THREE four-five six seven eight (nine) ten eleven twelve thirteen? " + new string('\u00e9', 70_000), "end"];
            string content = string.Join('\n', name.Contains("jsonl", StringComparison.Ordinal) ? lines.Select(l => JsonSerializer.Serialize(new { text = new[] { l } })) : lines);
            string path = Write(folder, name, content);
            (Overlap overlap, string place, long bytes) = Scan(Needle, path);
            Assert.Equal((13, 6, 6, 1), (overlap.Words, overlap.NGrams, overlap.Hits, overlap.LongHits));
            Assert.Equal($"{path}:{before + 1}", place);
            Assert.InRange(bytes, Encoding.UTF8.GetByteCount(content), Encoding.UTF8.GetByteCount(content) + 1);
        }
    }

    [Fact]
    public void No_n_gram_reaches_from_one_text_of_JSON_Lines_into_the_next_but_one_does_over_lines_of_plain_text()
    {
        using Folder folder = new();
        string halves = """
            {"a":"one two three four five six","one":"seven eight nine ten eleven twelve thirteen"}
            """;
        Assert.Equal(0, Scan(Needle, folder.File("a.jsonl", halves)).Overlap.Hits);
        Assert.Equal(6, Scan(Needle, folder.File("a.txt", Needle.Replace(' ', '\n'))).Overlap.Hits);
        Assert.Equal(6, Scan(Needle, folder.File("b.jsonl", "{\"one\":{\"x\":[1,\"" + Needle.Replace(" ", "\\u0020", StringComparison.Ordinal) + "\"]}}\n\n")).Overlap.Hits);
        Assert.Equal(0, Scan(Needle, folder.File("c.jsonl", "{\"" + Needle + "\":1}")).Overlap.Hits);
    }

    [Fact]
    public void What_is_no_text_separates_words_and_hides_nothing_after_it()
    {
        using Folder folder = new();
        string path = folder["junk.txt"];
        File.WriteAllBytes(path, [0xFF, 0xFE, 0, 0xE2, 0x84, 10, .. Encoding.ASCII.GetBytes(Needle), 0xC4]);
        Assert.Equal(6, Scan(Needle, path).Overlap.Hits);
        Assert.Equal(6, Scan(Needle, folder.File("s.jsonl", "{\"t\":\"\\ud800 " + Needle + "\"}")).Overlap.Hits);
    }

    [Fact]
    public void Folders_are_read_whole_in_ordinal_order_and_bad_input_says_where()
    {
        using Folder folder = new();
        Directory.CreateDirectory(folder["b"]);
        folder.File("z.md", Needle);
        string first = folder.File("b/x.TXT", Needle);
        folder.File("c.txt", Needle);
        Assert.Equal($"{first}:1", Scan(Needle, folder.Path).Place);
        Directory.CreateDirectory(folder["empty"]);
        Assert.Equal("CorpusEmpty", Assert.Throws<GenEvalException>(() => Scan(Needle, folder["empty"])).Id);
        Assert.Contains("bad.jsonl:2:", Assert.Throws<SuiteFormatException>(() => Scan(Needle, folder.File("bad.jsonl", "{}\n{\"a\":"))).Message, StringComparison.Ordinal);
        Assert.Equal("PathNotFound", Assert.Throws<GenEvalException>(() => Scan(Needle, folder["none.txt"])).Id);
        string cut = Write(folder, "cut.txt.gz", string.Concat(Enumerable.Range(0, 20_000)));
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..5000]);
        Assert.Contains("damaged or cut off", Assert.Throws<SuiteFormatException>(() => Scan(Needle, cut)).Message, StringComparison.Ordinal);
    }

    private static (Overlap Overlap, string Place, long Bytes) Scan(string text, string path)
    {
        OverlapIndex index = new(8);
        index.Add(WordScanner.Words(text));
        index.Seal();
        OverlapHits hits = new(index);
        IReadOnlyList<string> files = CorpusFiles.Of([path]);
        long bytes = CorpusScan.Run(files, index, hits, new RecordReadOptions(), counted: null, TestContext.Current.CancellationToken);
        Overlap overlap = index.Measure(0, hits);
        return (overlap, overlap.Place < 0 ? "" : CorpusScan.PlaceOf(overlap.Place, files), bytes);
    }

    private static string Write(Folder folder, string name, string content)
    {
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            return folder.File(name, content);
        }

        using FileStream file = File.Create(folder[name]);
        using GZipStream gzip = new(file, CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(content));
        return folder[name];
    }
}

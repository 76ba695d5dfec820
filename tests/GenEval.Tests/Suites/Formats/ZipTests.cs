using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GenEval.Suites;

namespace GenEval.Tests.Suites.Formats;

public sealed class ZipTests
{
    private const string Header = """{"version":2,"status":"success","eval":{"task":"t","model":"m","config":{"epochs":1}},"results":{"total_samples":2}}""";

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Stored_and_deflated_members_are_read(CompressionLevel level)
    {
        using TempFolder folder = new();

        Assert.Equal(["a", "b"], Read(folder.Write("x.eval", Archive(level)), []).Select(r => r.Output));
    }

    [Fact]
    public void Zstandard_members_are_read()
    {
        using TempFolder folder = new();
        string path = folder.Write("x.eval", ZstdArchive.Of(("header.json", Header), ("samples/1.json", Sample("a")), ("samples/2.json", Sample("b"))));

        Assert.Equal(["a", "b"], Read(path, []).Select(r => r.Output));
    }

    [Fact]
    public void Wherever_an_archive_is_cut_off_its_whole_samples_are_read_and_it_is_said_to_be_partial()
    {
        using TempFolder folder = new();
        byte[] whole = Archive(CompressionLevel.Optimal, headerFirst: true);
        List<int> read = [];
        for (int length = 200; length < whole.Length; length += 7)
        {
            List<SuiteWarning> warnings = [];
            string path = folder.Write("x.eval", whole[..length]);
            try
            {
                read.Add(Read(path, warnings).Count);
                Assert.Contains(warnings, w => w.Code == "partialImport");
            }
            catch (GenEvalException)
            {
                // So little is left that it is no inspect_ai log any more.
                Assert.All(read, count => Assert.Equal(0, count));
            }
        }

        Assert.Equal(read.Order(), read);
        Assert.Equal(2, read[^1]);
    }

    [Fact]
    public void A_damaged_member_is_left_out_and_said()
    {
        using TempFolder folder = new();
        byte[] bytes = Archive(CompressionLevel.NoCompression);
        bytes[bytes.AsSpan().IndexOf("\"completion\":\"a\""u8) + 14] ^= 1;
        List<SuiteWarning> warnings = [];

        Assert.Equal(["b"], Read(folder.Write("x.eval", bytes), warnings).Select(r => r.Output));
        Assert.All(warnings, w => Assert.Equal("partialImport", w.Code));
        Assert.Contains("samples/1.json", warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_anybody_to_warn_a_partial_import_is_an_error()
    {
        using TempFolder folder = new();
        string path = folder.Write("x.eval", Archive(CompressionLevel.NoCompression)[..^10]);

        Assert.Equal("PartialImport", Assert.Throws<SuiteFormatException>(() => InputResolver.Read([path]).Count()).Id);
    }

    [Fact]
    public void A_bomb_an_overlap_a_password_and_an_unknown_method_are_refused()
    {
        using TempFolder folder = new();

        // A member that says it unpacks to 4 GB from a few bytes.
        AssertRefused(folder, "zip bomb", (central, _) => BinaryPrimitives.WriteUInt32LittleEndian(central[24..], 0xFFFF_FFF0));
        AssertRefused(folder, "overlaps", (central, _) => BinaryPrimitives.WriteUInt32LittleEndian(central[42..], 0));
        AssertRefused(folder, "encrypted", (central, _) => central[8] |= 1);
        AssertRefused(folder, "method 14", (central, _) => BinaryPrimitives.WriteUInt16LittleEndian(central[10..], 14));
    }

    [Fact]
    public void A_member_that_unpacks_to_more_than_it_says_is_damaged()
    {
        using TempFolder folder = new();
        List<SuiteWarning> warnings = [];
        string path = Tampered(folder, (central, _) => BinaryPrimitives.WriteUInt32LittleEndian(central[24..], 10));

        Assert.Equal(2, Read(path, warnings).Count);
        Assert.Contains(warnings, w => w.Code == "partialImport");
    }

    [Fact]
    public void An_archive_of_another_kind_is_an_error_that_says_what_it_holds()
    {
        using TempFolder folder = new();
        string path = folder.Write("x.zip", Archive(CompressionLevel.Optimal, headerFirst: false, "readme.txt"));

        GenEvalException e = Assert.Throws<GenEvalException>(() => Read(path, []));

        Assert.Contains("'readme.txt'", e.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(TempFolder folder, string message, Tamper tamper) =>
        Assert.Contains(message, Assert.Throws<SuiteFormatException>(() => Read(Tampered(folder, tamper), [])).Message, StringComparison.Ordinal);

    private delegate void Tamper(Span<byte> central, Span<byte> local);

    // Changes the last member's entry in the archive's directory.
    private static string Tampered(TempFolder folder, Tamper tamper)
    {
        byte[] bytes = Archive(CompressionLevel.Optimal);
        tamper(bytes.AsSpan(bytes.AsSpan().LastIndexOf("PK\x01\x02"u8)), bytes);
        return folder.Write("x.eval", bytes);
    }

    private static List<EvaluationRecord> Read(string path, List<SuiteWarning> warnings) => [.. InputResolver.Read([path], new() { Warn = warnings.Add })];

    private static string Sample(string output) =>
        $$$"""{"id":"{{{output}}}","epoch":1,"input":"in","target":"t","output":{"choices":[{"stop_reason":"stop"}],"completion":"{{{output}}}"},"scores":{"s":{"value":"C"}},"metadata":{} }""";

    private static byte[] Archive(CompressionLevel level, bool headerFirst = false, string headerName = "header.json")
    {
        MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            (string, string)[] samples = [(headerName == "header.json" ? "samples/1.json" : "1.json", Sample("a")), (headerName == "header.json" ? "samples/2.json" : "2.json", Sample("b"))];
            foreach ((string name, string text) in headerFirst ? [(headerName, Header), .. samples] : (IEnumerable<(string, string)>)[.. samples, (headerName, Header)])
            {
                using Stream member = zip.CreateEntry(name, level).Open();
                member.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }
}

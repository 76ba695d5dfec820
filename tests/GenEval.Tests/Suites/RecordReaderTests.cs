using System.IO.Compression;
using System.Text;
using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class RecordReaderTests
{
    private const string Whole = """
        {"suite":"s","model":"m","task":"t","category":"c","novelty":"seen","instruction":"i","instructionText":"Do it.","instructionNovelty":"unseen","instance":"x","instanceNovelty":"unknown","input":"in","references":["a","b"],"output":"o","repeat":2,"status":"answered","finish":"stop","error":"e","scores":{"exact":1,"half":0.5},"labels":{"strategy":"lora","trainTasks":64,"tuned":true},"rating":3.5,"ratingScale":[1,5],"metric":"rougeL","own":{"a":[1,2.50,null]},"also":"kept"}
        """;

    [Fact]
    public void Every_field_is_read()
    {
        EvaluationRecord r = Assert.Single(Records.Read(Whole));

        Assert.Equal(("s", "m", "t", "c"), (r.Suite, r.Model, r.Task, r.Category));
        Assert.Equal((Novelty.Seen, Novelty.Unseen, Novelty.Unknown), (r.Novelty, r.InstructionNovelty, r.InstanceNovelty));
        Assert.Equal(("i", "Do it.", "x", "in", "o"), (r.Instruction, r.InstructionText, r.Instance, r.Input, r.Output));
        Assert.Equal(["a", "b"], r.References!);
        Assert.Equal((2, "answered", "stop", "e", "rougeL"), (r.Repeat, r.Status, r.Finish, r.Error, r.Metric));
        Assert.Equal([new("exact", 1), new("half", 0.5)], r.Scores!);
        Assert.Equal([new("strategy", "lora"), new("trainTasks", "64"), new("tuned", "true")], r.Labels!);
        Assert.Equal(new Rating(3.5, 1, 5, IsBinary: false), r.Rating);
        Assert.Equal("""{"a":[1,2.50,null]}""", r.Extra!["own"].GetRawText());
        Assert.Equal(new RecordOrigin("records.jsonl", 1), r.Origin);
    }

    [Fact]
    public void The_least_record_leaves_everything_else_unsaid()
    {
        EvaluationRecord r = Assert.Single(Records.Read(Records.Line));

        Assert.Equal(new EvaluationRecord { Task = "t", Output = "o", Origin = new("records.jsonl", 1) }, r);
    }

    [Theory]
    [InlineData("""{"task":"t","output":"o","reference":"a"}""", "a")]
    [InlineData("""{"task":"t","output":"o","references":["a"]}""", "a")]
    [InlineData("""{"task":"t","output":"o","references":[]}""", "")]
    [InlineData("""{"task":"t","output":"o","reference":null}""", null)]
    public void References_come_as_one_or_as_a_list(string line, string? expected)
    {
        IReadOnlyList<string>? references = Records.Read(line)[0].References;

        Assert.Equal(expected, references is null ? null : string.Join('|', references));
    }

    [Theory]
    [InlineData("""{"task":"t","output":null}""", "failed.unknown")]
    [InlineData("""{"task":"t","output":null,"error":"boom"}""", "failed.error")]
    [InlineData("""{"task":"t","status":"failed"}""", "failed.unknown")]
    [InlineData("""{"task":"t","status":"failed.timeout","output":"half"}""", "failed.timeout")]
    [InlineData("""{"task":"t","status":"refused","output":"I cannot."}""", "refused")]
    [InlineData("""{"task":"t","status":"filtered"}""", "filtered")]
    [InlineData("""{"task":"t","status":"timeout"}""", "failed.timeout")]
    [InlineData("""{"task":"t","output":""}""", null)]
    [InlineData("""{"task":"t","output":"o","error":"a warning"}""", null)]
    public void A_null_output_or_another_status_is_no_answer(string line, string? failure) =>
        Assert.Equal(failure, AnswerStatus.FailureOf(Records.Read(line)[0]));

    [Theory]
    [InlineData("true", 1, true)]
    [InlineData("false", 0, true)]
    public void A_rating_is_true_or_false(string rating, double value, bool binary) =>
        Assert.Equal(new Rating(value, 0, 1, binary), Records.Read($$"""{"task":"t","output":"o","rating":{{rating}}}""")[0].Rating);

    [Theory]
    [InlineData("\n\n{0}\r\n\r\n  \t\n{0}", 2)]
    [InlineData("\uFEFF{0}\n", 1)]
    [InlineData("{0}\r\n{0}\r\n", 2)]
    [InlineData("  {0}  \n", 1)]
    [InlineData("", 0)]
    [InlineData("\uFEFF", 0)]
    [InlineData("\n", 0)]
    public void Blank_lines_a_BOM_and_CRLF_do_no_harm(string format, int records) =>
        Assert.Equal(records, Records.Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Records.Line)).Count);

    [Fact]
    public void Gzip_is_recognized_by_its_first_bytes_also_in_several_members()
    {
        byte[] twice = [.. Gzip(Records.Line + "\n"), .. Gzip(Records.Line + "\n")];

        Assert.Equal(2, Records.Read(twice).Count);
        Assert.Equal(2, Records.Read(twice, name: "records.jsonl.gz").Count);
    }

    [Fact]
    public void Repeated_words_are_one_string_and_records_of_a_run_share_their_labels()
    {
        List<EvaluationRecord> records = Records.Read("""
            {"task":"the-task","model":"the-model","output":"o","labels":{"a":"b"}}
            {"task":"the-task","model":"the-model","output":"o","labels":{"a":"b"}}
            """);

        Assert.Same(records[0].Task, records[1].Task);
        Assert.Same(records[0].Model, records[1].Model);
        Assert.Same(records[0].Labels, records[1].Labels);
    }

    [Fact]
    public void A_key_spelled_with_escapes_is_the_key() => Assert.Equal("t", Records.Read("""{"t\u0061sk":"t","output":"o"}""")[0].Task);

    [Fact]
    public void A_line_of_a_hundred_megabytes_is_read()
    {
        byte[] line = Encoding.UTF8.GetBytes("""{"task":"t","output":""" + "\"" + new string('x', 100_000_000) + "\"}\n" + Records.Line);

        List<EvaluationRecord> records = Records.Read(line);

        Assert.Equal(100_000_000, records[0].Output!.Length);
        Assert.Equal(2, records.Count);
    }

    [Fact]
    public void A_line_beyond_the_limit_is_an_error_with_its_line()
    {
        SuiteFormatException e = Records.Fails(Records.Line + "\n" + new string(' ', 400_000), new() { MaxLineBytes = 300_000 });

        Assert.Equal((2L, "records.jsonl:2: the line is longer than 300000 bytes, which is the limit."), (e.Line, e.Message));
    }

    [Fact]
    public void The_bytes_that_were_read_are_told()
    {
        long told = 0;
        byte[] zipped = Gzip(Records.Line + "\n");

        Records.Read(zipped, new() { BytesRead = n => told += n });

        Assert.Equal(zipped.Length, told);
    }

    private static byte[] Gzip(string text)
    {
        MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.ToArray();
    }
}

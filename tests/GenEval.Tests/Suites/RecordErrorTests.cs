using System.IO.Compression;
using System.Text;
using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class RecordErrorTests
{
    [Theory]
    [InlineData("""{"task" "t"}""", 9, "not valid JSON")]
    [InlineData("""{"task":"t","output":"o" """, 26, "ends too early")]
    [InlineData("""{"task":"t","output":"o"} x""", 27, "not valid JSON")]
    [InlineData("""{"task":"t","output":"o"}{"task":"t","output":"o"}""", 26, "not valid JSON")]
    [InlineData("""{"task":"t","output":"o",}""", 26, "not valid JSON")]
    [InlineData("""{'task':'t'}""", 2, "double quotes")]
    [InlineData("""{"task":"t","output":"o","scores":{"a":NaN}}""", 40, "NaN and Infinity")]
    [InlineData("""{"task":"t","output":"o","x":Infinity}""", 30, "NaN and Infinity")]
    [InlineData("""{"task":"t","output":"o","x":-Infinity}""", 31, "NaN and Infinity")]
    [InlineData("not json at all", 2, "not valid JSON")]
    [InlineData("[1,2]", 1, "one JSON object a line")]
    [InlineData("null", 1, "one JSON object a line")]
    [InlineData("{", 2, "only the beginning")]
    [InlineData("""{"task":5,"output":"o"}""", 9, "task must be a text and is a number")]
    [InlineData("""{"task":["t"],"output":"o"}""", 9, "task must be a text and is a list")]
    [InlineData("""{"task":"t","output":{"text":"o"}}""", 22, "output must be a text and is an object")]
    [InlineData("""{"task":"t","output":true}""", 22, "output must be a text and is true or false")]
    [InlineData("""{"task":"t","output":"o","model":5}""", 34, "model must be a text")]
    [InlineData("""{"task":"t","output":"o","instance":5}""", 37, "instance must be a text")]
    [InlineData("""{"task":"t","output":"o","references":"a"}""", 39, "references must be a list of texts and is a text")]
    [InlineData("""{"task":"t","output":"o","references":["a",5]}""", 44, "each of the references must be a text")]
    [InlineData("""{"task":"t","output":"o","references":[null]}""", 40, "each of the references must be a text and is null")]
    [InlineData("""{"task":"t","output":"o","reference":["a"]}""", 38, "reference must be a text")]
    [InlineData("""{"task":"t","output":"o","reference":"a","references":["a"]}""", 42, "given twice")]
    [InlineData("""{"task":"t","output":"o","novelty":"new"}""", 36, "'new'; seen, unseen or unknown is expected")]
    [InlineData("""{"task":"t","output":"o","novelty":true}""", 36, "novelty must be a text")]
    [InlineData("""{"task":"t","output":"o","repeat":-1}""", 35, "whole number from 0")]
    [InlineData("""{"task":"t","output":"o","repeat":1.5}""", 35, "whole number from 0")]
    [InlineData("""{"task":"t","output":"o","repeat":"1"}""", 35, "repeat must be a whole number")]
    [InlineData("""{"task":"t","output":"o","repeat":1e300}""", 35, "whole number from 0")]
    [InlineData("""{"task":"t","output":"o","status":"ok"}""", 35, "would count as a failure")]
    [InlineData("""{"task":"t","output":"o","status":""}""", 35, "not one word")]
    [InlineData("""{"task":"t","output":"o","scores":{"a":1.5}}""", 40, "'a' is not in [0, 1]")]
    [InlineData("""{"task":"t","output":"o","scores":{"a":-0.1}}""", 40, "'a' is not in [0, 1]")]
    [InlineData("""{"task":"t","output":"o","scores":{"a":1e999}}""", 40, "'a' is not in [0, 1]")]
    [InlineData("""{"task":"t","output":"o","scores":{"a":"1"}}""", 40, "'a' is no number")]
    [InlineData("""{"task":"t","output":"o","scores":{"a":true}}""", 40, "'a' is no number")]
    [InlineData("""{"task":"t","output":"o","scores":{"a":1,"a":1}}""", 46, "'a' is there twice")]
    [InlineData("""{"task":"t","output":"o","scores":[1]}""", 35, "scores must be an object")]
    [InlineData("""{"task":"t","output":"o","labels":"a"}""", 35, "labels must be an object")]
    [InlineData("""{"task":"t","output":"o","labels":{"a":[1]}}""", 40, "the label 'a' must be a text")]
    [InlineData("""{"task":"t","output":"o","labels":{"a":"b","a":"b"}}""", 44, "'a' is there twice")]
    [InlineData("""{"task":"t","output":"o","rating":"good"}""", 35, "rating must be true, false or a number")]
    [InlineData("""{"task":"t","output":"o","rating":3}""", null, "needs a ratingScale")]
    [InlineData("""{"task":"t","output":"o","rating":6,"ratingScale":[1,5]}""", null, "outside its ratingScale")]
    [InlineData("""{"task":"t","output":"o","rating":1e999,"ratingScale":[1,5]}""", 35, "beyond the range")]
    [InlineData("""{"task":"t","output":"o","rating":3,"ratingScale":[5,1]}""", 51, "low below high")]
    [InlineData("""{"task":"t","output":"o","rating":3,"ratingScale":[1,2,3]}""", 51, "low below high")]
    [InlineData("""{"task":"t","output":"o","rating":3,"ratingScale":"1-5"}""", 51, "low below high")]
    [InlineData("""{"output":"o"}""", null, "has no task")]
    [InlineData("""{"task":"","output":"o"}""", null, "has no task")]
    [InlineData("""{"task":null,"output":"o"}""", null, "has no task")]
    [InlineData("""{"task":"t"}""", null, "neither an output nor a status")]
    [InlineData("""{"task":"t","scores":{"a":1}}""", null, "neither an output nor a status")]
    [InlineData("""{"task":"t","task":"t","output":"o"}""", 13, "'task' is there twice")]
    [InlineData("""{"task":"t","output":"o","x":1,"x":2}""", 32, "'x' is there twice")]
    [InlineData("""{"task":"t","output":"o","x":{"y":1,"y":2}}""", 30, "twice in one object")]
    [InlineData("""{"task":"t","t\u0061sk":"t","output":"o"}""", 13, "'task' is there twice")]
    [InlineData("""{"task":"t","output":"\ud800"}""", 22, "half of a surrogate pair")]
    [InlineData("""{"task":"t","output":"\ud83d x"}""", 22, "half of a surrogate pair")]
    [InlineData("""{"task":"t","output":"o","x":["\udc00"]}""", 30, "half of a surrogate pair")]
    [InlineData("""{"task":"t","output":"o","\ud800":1}""", 26, "half of a surrogate pair")]
    [InlineData("{\"task\":\"t\",\"output\":\"a\0b\"}", 24, "NUL byte")]
    [InlineData("{\"task\":\"t\",\"output\":\"a\tb\"}", 24, "not valid JSON")]
    public void A_bad_line_is_an_error_at_its_place(string line, int? column, string message)
    {
        string six = string.Concat(Enumerable.Repeat(Records.Line + "\n", 6));

        SuiteFormatException e = Records.Fails(six + line + "\n" + Records.Line);

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Equal((7L, (long?)column), (e.Line, e.Column));
        Assert.StartsWith(column is null ? "records.jsonl:7: " : $"records.jsonl:7:{column}: ", e.Message, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(e.Action));
    }

    [Fact]
    public void The_records_before_a_bad_line_are_read()
    {
        using IEnumerator<EvaluationRecord> records = RecordReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Records.Line + "\nbad")), "x").GetEnumerator();

        Assert.True(records.MoveNext());
        Assert.Throws<SuiteFormatException>(() => records.MoveNext());
    }

    [Fact]
    public void A_line_of_other_names_says_which_it_has_and_how_to_map_them()
    {
        SuiteFormatException e = Records.Fails("""{"prompt":"p","completion":"c"}""");

        Assert.Contains("'prompt', 'completion'", e.Message, StringComparison.Ordinal);
        Assert.Contains("--map", e.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void A_depth_bomb_is_an_error(int depth)
    {
        SuiteFormatException e = Records.Fails("""{"task":"t","output":"o","x":""" + new string('[', depth) + new string(']', depth) + "}");

        Assert.Contains("depth", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("utf-32", "UTF-16")]
    public void UTF_16_is_an_error_with_the_command_that_converts_it(string encoding, string message)
    {
        Encoding utf16 = Encoding.GetEncoding(encoding);
        foreach (byte[] preamble in (byte[][])[utf16.GetPreamble(), []])
        {
            SuiteFormatException e = Assert.Throws<SuiteFormatException>(() => Records.Read([.. preamble, .. utf16.GetBytes(Records.Line)]));

            Assert.Contains(message, e.Message, StringComparison.Ordinal);
            Assert.Contains("iconv", e.Action, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Invalid_UTF_8_is_an_error_at_its_byte()
    {
        byte[] line = [.. """{"task":"t","output":"caf"""u8, 0xE9, .. "\"}"u8];

        SuiteFormatException e = Assert.Throws<SuiteFormatException>(() => Records.Read(line));

        Assert.Equal("records.jsonl:1:26: the byte 0xE9 is not valid UTF-8.", e.Message);
    }

    [Fact]
    public void A_truncated_gzip_file_is_an_error_after_the_lines_that_could_be_read()
    {
        MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Records.Line + "\n", 100_000))));
        }

        foreach (int cut in (int[])[1, 4, 9, 100, 1_000_000])
        {
            byte[] part = zipped.ToArray()[..^cut];
            int read = 0;

            SuiteFormatException e = Assert.Throws<SuiteFormatException>(() =>
            {
                foreach (EvaluationRecord _ in RecordReader.Read(new MemoryStream(part), "x.jsonl.gz"))
                {
                    read++;
                }
            });

            Assert.Contains("damaged or cut off", e.Message, StringComparison.Ordinal);
            Assert.True(cut == 1_000_000 ? read is > 50_000 and < 100_000 : read >= 99_000, $"{cut} bytes less: {read} records");
        }
    }

    [Fact]
    public void A_damaged_gzip_file_is_an_error()
    {
        MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Records.Line + "\n" + Records.Line.Replace('o', 'p') + "\n"));
        }

        byte[] bytes = zipped.ToArray();
        bytes[^20] ^= 1;

        Assert.ThrowsAny<GenEvalException>(() => Records.Read(bytes));
    }

    [Fact]
    public void A_name_that_says_gz_over_plain_text_is_an_error() =>
        Assert.Contains("not gzip", Records.Fails(Records.Line, name: "records.jsonl.gz").Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_an_error_that_knows_the_nearest_name()
    {
        using TempFolder folder = new();
        folder.Write("answers.jsonl", Records.Line);

        GenEvalException e = Assert.Throws<GenEvalException>(() => RecordReader.Read(folder.File("answer.jsonl")).Count());

        Assert.Equal("PathNotFound", e.Id);
        Assert.Contains("'answers.jsonl'", e.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean " + folder.File("answers.jsonl"), e.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_where_a_file_was_meant_is_an_error_that_says_what_it_holds()
    {
        using TempFolder folder = new();
        folder.Write("answers.jsonl", Records.Line);

        GenEvalException e = Assert.Throws<GenEvalException>(() => RecordReader.Read(folder.Path).Count());

        Assert.Equal("PathIsFolder", e.Id);
        Assert.Contains("'answers.jsonl'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_permission_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "this user may read everything");
        using TempFolder folder = new();
        string path = folder.Write("a.jsonl", Records.Line);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        Assert.Equal("AccessDenied", Assert.Throws<GenEvalException>(() => RecordReader.Read(path).Count()).Id);
    }
}

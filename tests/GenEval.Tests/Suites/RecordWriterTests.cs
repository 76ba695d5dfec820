using System.Globalization;
using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class RecordWriterTests
{
    private const string Lines = """
        {"suite":"s","model":"m","task":"t","category":"c","novelty":"seen","instruction":"i","instructionText":"Do it.","instructionNovelty":"unseen","instance":"x","instanceNovelty":"unknown","input":"in","references":["a","b"],"output":"o","repeat":2,"status":"answered","finish":"stop","error":"e","scores":{"exact":1,"third":0.3333333333333333},"labels":{"strategy":"lora","trainTasks":"64"},"rating":3.5,"ratingScale":[1,5],"metric":"rougeL","own":{"a":[1,2.50,null,1e400]},"also":"kept"}
        {"task":"t","references":[],"output":"line\nbreak \"quoted\" \\ 数字 é \u001F","rating":true}
        {"task":"t","output":null,"status":"failed.timeout","rating":false,"n":null}
        {"task":"t","output":""}

        """;

    [Fact]
    public void A_record_written_again_is_the_line_that_was_read() => Assert.Equal(Lines, Records.Json(Records.Read(Lines)));

    [Fact]
    public void Text_beyond_the_basic_plane_and_hostile_text_survive()
    {
        EvaluationRecord record = new() { Task = "t", Output = "😀 </script> \u202E \u2028 \uFEFF \u0000", Input = "'" };

        Assert.Equal(record.Output, Records.Read(Records.Json(record))[0].Output);
        Assert.DoesNotContain('\u2028', Records.Json(record));
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.csv")]
    [InlineData("a.csv.gz")]
    public void A_file_appears_whole_and_can_be_read_by_its_name(string name)
    {
        using TempFolder folder = new();
        using (RecordWriter writer = RecordWriter.Create(folder.File(name)))
        {
            foreach (EvaluationRecord record in Records.Read(Lines))
            {
                writer.Write(record);
            }

            Assert.False(File.Exists(folder.File(name)));
            writer.Complete();
        }

        Assert.Equal(4, RecordReader.Read(folder.File(name)).Count());
        Assert.Equal([folder.File(name)], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.csv")]
    public void Without_completion_nothing_is_left_and_what_was_there_stays(string name)
    {
        using TempFolder folder = new();
        string path = folder.Write(name, "before");
        using (RecordWriter writer = RecordWriter.Create(path))
        {
            writer.Write(new() { Task = "t", Output = new string('x', 1 << 20) });
        }

        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_bytes_are_the_same_each_time()
    {
        using TempFolder folder = new();
        foreach (string name in (string[])["a.jsonl.gz", "b.jsonl.gz"])
        {
            using RecordWriter writer = RecordWriter.Create(folder.File(name));
            Records.Read(Lines).ForEach(writer.Write);
            writer.Complete();
        }

        Assert.Equal(File.ReadAllBytes(folder.File("a.jsonl.gz")), File.ReadAllBytes(folder.File("b.jsonl.gz")));
    }

    [Theory]
    [InlineData(RecordFormat.JsonLines)]
    [InlineData(RecordFormat.Csv)]
    public void A_full_disk_is_an_error_that_says_so(RecordFormat format)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        using RecordWriter writer = RecordWriter.Create("/dev/full", format);
        writer.Write(new() { Task = "t", Output = "o" });

        GenEvalException e = Assert.Throws<GenEvalException>(writer.Complete);

        Assert.Equal("DiskFull", e.Id);
    }

    [Fact]
    public void A_folder_and_a_missing_folder_are_errors()
    {
        using TempFolder folder = new();

        Assert.Equal("PathIsFolder", Assert.Throws<GenEvalException>(() => RecordWriter.Create(folder.Path)).Id);
        Assert.Equal("PathNotFound", Assert.Throws<GenEvalException>(() => RecordWriter.Create(folder.File("no/such.jsonl"))).Id);
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using TempFolder folder = new();
        string target = folder.Write("real.jsonl", "");
        File.CreateSymbolicLink(folder.File("link.jsonl"), target);
        using (RecordWriter writer = RecordWriter.Create(folder.File("link.jsonl")))
        {
            writer.Write(new() { Task = "t", Output = "o" });
            writer.Complete();
        }

        Assert.NotNull(new FileInfo(folder.File("link.jsonl")).LinkTarget);
        Assert.Single(RecordReader.Read(target));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Culture_changes_nothing(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            List<EvaluationRecord> records = Records.Read(Lines);
            string csv = Records.Csv(records);

            Assert.Equal(Lines, Records.Json(records));
            Assert.Contains(",0.3333333333333333,", csv, StringComparison.Ordinal);
            Assert.Equal(csv, Records.Csv(Records.Read(csv, name: "a.csv")));
            Assert.Equal(Novelty.Unseen, Records.Read("""{"task":"t","output":"o","instanceNovelty":"UNSEEN","Instance":"I"}""")[0].InstanceNovelty);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class SeenLabelsTests
{
    [Theory]
    [InlineData("list.txt", "# tuned on\ntranslate_de\r\n\n  summarize_*\n")]
    [InlineData("list.json", """["translate_de", "summarize_*"]""")]
    [InlineData("split.json", """{"test": ["chat"], "train": ["translate_de", "summarize_*"]}""")]
    [InlineData("pretty.json", "{\n  \"tasks\": [\n    \"translate_de\",\n    \"summarize_*\"\n  ]\n}\n")]
    [InlineData("mixture.jsonl", "{\"task_name\":\"translate_de\",\"inputs\":\"x\"}\n{\"task\":\"summarize_*\"}\n{\"id\":\"translate_de\"}\n")]
    public void A_file_lists_the_tasks_that_were_tuned_on(string name, string text)
    {
        using TempFolder folder = new();
        SeenLabels seen = SeenLabels.Parse(folder.Write(name, text));

        Assert.Equal(
            [Novelty.Seen, Novelty.Seen, Novelty.Unseen, Novelty.Unseen],
            ((string[])["translate_de", "summarize_news", "translate_fr", "chat"]).Select(task => seen.Label(task, category: null, own: null)));
        Assert.Empty(seen.Warnings());
    }

    [Fact]
    public void A_pattern_and_a_category_also_do()
    {
        Assert.Equal(Novelty.Seen, SeenLabels.Parse("trans*").Label("translate", null, null));
        Assert.Equal(Novelty.Unseen, SeenLabels.Parse("Trans*").Label("translate", null, null));
        Assert.Equal(Novelty.Seen, SeenLabels.Parse("category:Translation").Label("x", "Translation", null));
        Assert.Equal(Novelty.Unseen, SeenLabels.Parse("category:Translation").Label("Translation", "Other", null));
        Assert.Equal(Novelty.Unseen, SeenLabels.Parse("*").Label("t", null, Novelty.Unseen));
    }

    [Fact]
    public void A_records_own_word_stands_and_contradictions_are_told()
    {
        SeenLabels seen = SeenLabels.FromNames(["a"]);

        Assert.Equal(Novelty.Unseen, seen.Label("a", null, Novelty.Unseen));
        Assert.Equal(Novelty.Seen, seen.Label("a", null, Novelty.Unknown));
        Assert.Equal(Novelty.Seen, seen.Label("b", null, Novelty.Seen));
        Assert.Contains("2 records of 'a', 'b'", Assert.Single(seen.Warnings()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_match_nothing_are_told()
    {
        SeenLabels nothing = SeenLabels.FromNames(["x", "y*"]);
        nothing.Label("a", null, null);
        SeenLabels some = SeenLabels.FromNames(["a", "b"]);
        some.Label("a", null, null);

        Assert.Equal("seenMatchesNothing", Assert.Single(nothing.Warnings()).Code);
        Assert.Equal("seenUnused", Assert.Single(some.Warnings()).Code);
    }

    [Fact]
    public void What_is_neither_a_file_nor_a_pattern_is_an_error()
    {
        using TempFolder folder = new();

        Assert.Equal("SeenInvalid", Assert.Throws<GenEvalException>(() => SeenLabels.Parse("tuned.txt")).Id);
        Assert.Equal("SeenInvalid", Assert.Throws<GenEvalException>(() => SeenLabels.Parse(folder.Write("empty.txt", "# nothing\n"))).Id);
        Assert.Throws<SuiteFormatException>(() => SeenLabels.Parse(folder.Write("bad.json", "[1, 2]")));
        Assert.Throws<SuiteFormatException>(() => SeenLabels.Parse(folder.Write("cut.json", "[\"a\",")));
        Assert.Throws<SuiteFormatException>(() => SeenLabels.Parse(folder.Write("none.json", "{\"other\": 1}")));
    }

    [Fact]
    public void Records_without_a_novelty_are_labelled_while_they_are_read()
    {
        List<EvaluationRecord> records = Records.Read(
            """
            {"task":"a","output":"o"}
            {"task":"b","output":"o","category":"A"}
            {"task":"c","output":"o","instanceNovelty":"seen"}
            """,
            new() { Seen = SeenLabels.FromNames(["a", "category:A"]) });

        Assert.Equal([Novelty.Seen, Novelty.Seen, Novelty.Unseen], records.Select(r => r.Novelty!.Value));
        Assert.Equal([null, null, Novelty.Seen], records.Select(r => r.InstanceNovelty));
    }

    [Fact]
    public void The_official_split_of_Super_NaturalInstructions_is_such_a_file()
    {
        SeenLabels seen = SeenLabels.Parse(Shared.Path("data", "superni-splits.json"));

        foreach (EvaluationRecord record in RecordReader.Read(Shared.Path("data", "smollm2-superni-responses.jsonl.gz")))
        {
            Assert.Equal(record.Novelty, seen.Label(record.Task, null, null));
        }
    }
}

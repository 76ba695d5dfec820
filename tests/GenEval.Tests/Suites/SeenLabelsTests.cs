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
    public void By_cluster_a_task_is_unseen_only_if_no_task_of_its_category_was_tuned_on()
    {
        using TempFolder folder = new();
        string tuned = folder.Write("tuned.txt", "de_en\nsum*\n");

        // The task that names the cluster comes last.
        string answers = folder.Write("answers.jsonl", """
            {"task":"fr_en","category":"Translation","output":"o"}
            {"task":"chat","category":"Dialog","output":"o"}
            {"task":"odd","output":"o"}
            {"task":"sum_news","category":"Summary","output":"o"}
            {"task":"de_en","category":"Translation","output":"o"}
            """);
        List<SuiteWarning> warnings = [];

        List<EvaluationRecord> records = [.. InputResolver.Read([answers], new() { Seen = SeenLabels.Parse("clusters:" + tuned), Warn = warnings.Add })];

        Assert.Equal([Novelty.Unknown, Novelty.Unseen, Novelty.Unknown, Novelty.Seen, Novelty.Seen], records.Select(r => r.Novelty));
        Assert.Equal(["clusterTunedOn", "clusterUnknown"], warnings.Select(w => w.Code));
        Assert.Contains("'fr_en'", warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("category:Translation", warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("'odd'", warnings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_says_categories_labels_clusters_of_which_no_task_is_evaluated()
    {
        using TempFolder folder = new();
        string mixture = folder.Write("mixture.jsonl", """{"task":"es_en","category":"Translation"}""" + "\n" + """{"id":"t9","Categories":["Summary"]}""");
        Suite suite = new() { Name = "s", Tasks = [new() { Id = "fr_en", Category = "Translation" }, new() { Id = "chat", Category = "Dialog" }, new() { Id = "own", Category = "Summary", Novelty = Novelty.Unseen }] };
        SeenLabels seen = SeenLabels.Parse("clusters:" + mixture);

        Assert.Equal([Novelty.Unknown, Novelty.Unseen, Novelty.Unseen], seen.Label(suite).Tasks.Select(t => t.Novelty));
        Assert.Contains("'own'", seen.Warnings().First(w => w.Code == "seenContradicts").Message, StringComparison.Ordinal);
        Assert.Equal("SeenInvalid", Assert.Throws<GenEvalException>(() => SeenLabels.FromNames(["a"], byCluster: true).Label("b", "c", null)).Id);
        Assert.Equal("SeenInvalid", Assert.Throws<GenEvalException>(() => InputResolver.Read(["-"], new() { Seen = seen }).Count()).Id);
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

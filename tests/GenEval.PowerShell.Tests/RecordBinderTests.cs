using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using GenEval.PowerShell.Input;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests;

public sealed class RecordBinderTests
{
    private readonly RecordBinder _binder = new(new());

    [Fact]
    public void An_object_is_the_record_that_its_JSON_is()
    {
        const string Json = """
            {"model":"m","task":"t","category":"c","novelty":"seen","instruction":"i","instructionNovelty":"unseen","instance":"1","instanceNovelty":"seen",
             "input":"in","references":["a","b"],"output":"out","repeat":2,"status":"answered","finish":"length","scores":{"f1":0.5},"labels":{"seed":"7"},
             "rating":4,"ratingScale":[1,5],"own":{"deep":[1,true,null,"x"]}}
            """;
        EvaluationRecord expected = new RecordParser("InputObject").FromJson(System.Text.Encoding.UTF8.GetBytes(Json.ReplaceLineEndings("")));
        PSObject custom = PSObject.Custom(
            ("Model", "m"), ("Task", "t"), ("Category", "c"), ("Novelty", Novelty.Seen), ("Instruction", "i"), ("InstructionNovelty", "unseen"), ("Instance", "1"),
            ("InstanceNovelty", "seen"), ("Input", "in"), ("References", new object[] { "a", new PSObject("b") }), ("Output", "out"), ("Repeat", 2),
            ("Status", "answered"), ("Finish", "length"), ("Scores", PSObject.Custom(("f1", 0.5))), ("Labels", new Hashtable { ["seed"] = "7" }),
            ("Rating", 4L), ("RatingScale", new object[] { 1, 5.0f }), ("own", PSObject.Custom(("deep", new object?[] { 1, true, null, "x" }))));
        Assert.Equal(Line(expected), Line(_binder.Bind(custom)!));
    }

    [Fact]
    public void A_row_of_texts_is_read_as_a_table_is()
    {
        EvaluationRecord record = _binder.Bind(PSObject.Custom(
            ("task", "t"), ("output", ""), ("repeat", "1"), ("scores.f1", "0.25"), ("labels.seed", "7"), ("references", """["a","b"]"""), ("category", "")))!;
        Assert.Equal(("", 1, 0.25, "7", null), (record.Output, record.Repeat, record.Scores!["f1"], record.Labels!["seed"], record.Category));
        Assert.Equal(["a", "b"], record.References!);
    }

    [Fact]
    public void A_text_keeps_its_apostrophe() => Assert.Equal("'=1", _binder.Bind(PSObject.Custom(("task", "t"), ("output", "'=1")))!.Output);

    [Fact]
    public void A_null_output_is_no_answer_and_an_empty_one_is()
    {
        Assert.Null(_binder.Bind(PSObject.Custom(("task", "t"), ("output", null)))!.Output);
        Assert.Equal("", _binder.Bind(PSObject.Custom(("task", "t"), ("output", "")))!.Output);
    }

    [Fact]
    public void A_list_that_PowerShell_unrolled_is_a_list_again() =>
        Assert.Equal(["a"], _binder.Bind(PSObject.Custom(("task", "t"), ("output", "o"), ("references", "a"), ("repeat", 0)))!.References!);

    [Fact]
    public void A_mapped_column_is_found_as_it_is_written()
    {
        RecordBinder binder = new(new() { Map = ColumnMap.Parse(["Task=category", "what=task"]) });
        EvaluationRecord record = binder.Bind(PSObject.Custom(("Task", "c"), ("what", "t"), ("OUTPUT", "o"), ("repeat", 0)))!;
        Assert.Equal(("t", "c", "o"), (record.Task, record.Category, record.Output));
    }

    [Fact]
    public void Labels_of_seen_tasks_reach_ready_made_records()
    {
        RecordBinder binder = new(new() { Seen = SeenLabels.FromNames(["t"]) });
        Assert.Equal(Novelty.Seen, binder.Bind(new PSObject(new EvaluationRecord { Task = "t", Output = "" }))!.Novelty);
        Assert.Equal(Novelty.Unseen, binder.Bind(PSObject.Custom(("task", "u"), ("output", "")))!.Novelty);
    }

    [Fact]
    public void A_thing_that_holds_itself_is_an_error_and_no_endless_loop()
    {
        Hashtable loop = new() { ["task"] = "t", ["output"] = "o" };
        loop["self"] = loop;
        Assert.Throws<SuiteFormatException>(() => _binder.Bind(new PSObject(loop)));
        Assert.Equal("t", _binder.Bind(PSObject.Custom(("task", "t"), ("output", "o"), ("repeat", 0)))!.Task);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_an_error_as_in_a_file()
    {
        foreach (string text in new[] { "\ud800", "a\udc00b", "\ud83d\ude00\ud83d" })
        {
            Assert.Throws<SuiteFormatException>(() => _binder.Bind(PSObject.Custom(("task", "t"), ("output", text), ("repeat", 0))));
            Assert.Throws<SuiteFormatException>(() => _binder.Bind(PSObject.Custom(("task", "t"), ("output", text))));
            Assert.Throws<SuiteFormatException>(() => _binder.Bind(new PSObject($$"""{"task":"t","output":"{{text}}"}""")));
        }
    }

    [Fact]
    public void An_emoji_is_none() => Assert.Equal("a\ud83d\ude00b", _binder.Bind(PSObject.Custom(("task", "t"), ("output", "a\ud83d\ude00b"), ("repeat", 0)))!.Output);

    private static string Line(EvaluationRecord record)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            RecordJson.Write(writer, record);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}

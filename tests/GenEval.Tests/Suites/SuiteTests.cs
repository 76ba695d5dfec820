using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class SuiteTests
{
    private const string SuiteJson = """
        {
          "name": "small", "version": "1.0", "license": "MIT", "description": "A small one.", "metric": "rougeL", "threshold": 0.4,
          "prompt": "{instruction}\n{input}", "system": "Be brief.", "wordings": "nested", "homepage": {"x": 1}
        }
        """;

    private const string Tasks = """
        {"id":"a","category":"A","novelty":"seen","metric":"exact_match","examples":[{"input":"1","output":"2"}],"instructions":[{"id":"i","text":"Add one.","novelty":"seen","by":"us"},{"id":"j","text":"Plus one.","novelty":"unseen"}],"note":"n"}
        {"id":"b","category":"B","novelty":"unseen","instructions":[{"id":"i","text":"Reverse."}]}

        """;

    private const string Instances = """
        {"task":"a","id":"1","input":"5","references":["6"],"novelty":"seen","source":"s"}
        {"task":"b","id":"1","input":"abc","references":["cba"]}

        """;

    private const string Responses = """
        {"model":"m","task":"a","instruction":"j","instance":"1","output":"6","repeat":0,"finish":"stop","tokens":3}
        {"model":"m","task":"b","instance":"1","output":null,"status":"failed.timeout"}
        """;

    [Fact]
    public void A_folder_is_read_whole()
    {
        using TempFolder folder = Folder();

        Suite suite = SuiteReader.Read(folder.Path);

        Assert.Equal(("small", "1.0", "MIT", "A small one.", "rougeL", 0.4), (suite.Name, suite.Version, suite.License, suite.Description, suite.Metric, suite.Threshold));
        Assert.Equal(("{instruction}\n{input}", "Be brief.", "nested"), (suite.Prompt.Text, suite.System, suite.Wordings));
        Assert.Equal(["a", "b"], suite.Tasks.Select(t => t.Id));
        Assert.Equal(("A", Novelty.Seen, "exact_match", new SuiteExample("1", "2")), (suite.Tasks[0].Category, suite.Tasks[0].Novelty!.Value, suite.Tasks[0].Metric, suite.Tasks[0].Examples[0]));
        Assert.Equal([("i", "Add one.", Novelty.Seen), ("j", "Plus one.", Novelty.Unseen)], suite.Tasks[0].Instructions.Select(i => (i.Id, i.Text, i.Novelty!.Value)));
        Assert.Equal([("a", "1", "5", "6"), ("b", "1", "abc", "cba")], suite.Instances.Select(i => (i.Task, i.Id, i.Input, i.References[0])));
    }

    [Fact]
    public void A_suite_written_again_is_the_suite_that_was_read()
    {
        using TempFolder folder = Folder();
        using TempFolder copy = new();
        SuiteWriter.Write(SuiteReader.Read(folder.Path), copy.File("new"));

        Assert.Equal(Tasks, File.ReadAllText(copy.File("new/tasks.jsonl")));
        Assert.Equal(Instances, File.ReadAllText(copy.File("new/instances.jsonl")));
        Assert.Contains("\"homepage\": {", File.ReadAllText(copy.File("new/suite.json")), StringComparison.Ordinal);
        Assert.Equal(0.4, SuiteReader.Read(copy.File("new")).Threshold);
    }

    [Fact]
    public void Responses_are_joined_with_what_the_suite_knows()
    {
        using TempFolder folder = Folder();
        folder.Write("responses/b.jsonl", Responses);

        List<EvaluationRecord> records = [.. InputResolver.Read([folder.Path])];

        Assert.Equal(
            """
            {"suite":"small","model":"m","task":"a","category":"A","novelty":"seen","instruction":"j","instructionText":"Plus one.","instructionNovelty":"unseen","instance":"1","instanceNovelty":"seen","input":"5","references":["6"],"output":"6","repeat":0,"finish":"stop","metric":"exact_match","tokens":3}
            {"suite":"small","model":"m","task":"b","category":"B","novelty":"unseen","instruction":"i","instructionText":"Reverse.","instance":"1","input":"abc","references":["cba"],"output":null,"status":"failed.timeout","metric":"rougeL"}

            """,
            Records.Json(records));
    }

    [Theory]
    [InlineData("""{"task":"c","instance":"1","output":"o"}""", "has no task 'c'; it has 'a', 'b'")]
    [InlineData("""{"task":"b","instance":"2","output":"o"}""", "task 'b' has no instance '2'")]
    [InlineData("""{"task":"b","output":"o"}""", "names no instance")]
    [InlineData("""{"task":"a","instance":"1","output":"o"}""", "names no instruction, and task 'a' has 'i', 'j'")]
    [InlineData("""{"task":"a","instruction":"k","instance":"1","output":"o"}""", "has no instruction 'k'; it has 'i', 'j'")]
    [InlineData("not json", "not valid JSON")]
    public void A_response_that_does_not_belong_to_the_suite_is_an_error(string line, string message)
    {
        using TempFolder folder = Folder();
        string file = folder.Write("responses/r.jsonl", Responses + "\n" + line);

        SuiteFormatException e = Assert.Throws<SuiteFormatException>(() => InputResolver.Read([folder.Path]).Count());

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Equal((file, 3L), (e.File, e.Line));
    }

    [Theory]
    [InlineData("suite.json", """{"version":"1"}""", "'name' is missing")]
    [InlineData("suite.json", """{"name":5}""", "suite.json:1:9: 'name' must be a text and is a number")]
    [InlineData("suite.json", "{\"name\":\"n\",\n \"threshold\": 40}", "suite.json:2:15: 'threshold' is not in [0, 1]")]
    [InlineData("suite.json", """{"name":"n","threshold":"high"}""", "must be a number from 0 to 1")]
    [InlineData("suite.json", """{"name":"n","prompt":"{question}"}""", "{question}, which is no placeholder")]
    [InlineData("suite.json", """{"name":"n","wordings":"mixed"}""", "crossed or nested is expected")]
    [InlineData("suite.json", """{"name":"n","name":"m"}""", "not valid JSON")]
    [InlineData("suite.json", """["name"]""", "one JSON object is expected")]
    [InlineData("suite.json", "", "nothing in it")]
    [InlineData("suite.json", "{", "not valid JSON")]
    [InlineData("tasks.jsonl", """{"id":"a"}""" + "\n" + """{"id":"a"}""", "tasks.jsonl:2:7: the task 'a' was given before, on line 1")]
    [InlineData("tasks.jsonl", """{"category":"a"}""", "'id' is missing")]
    [InlineData("tasks.jsonl", """{"id":"a","novelty":"new"}""", "tasks.jsonl:1:21: 'novelty' is 'new'")]
    [InlineData("tasks.jsonl", """{"id":"a","instructions":[{"id":"i","text":"x"},{"id":"i","text":"y"}]}""", "instruction 'i' is there twice")]
    [InlineData("tasks.jsonl", """{"id":"a","instructions":"do it"}""", "must be a list of objects")]
    [InlineData("tasks.jsonl", """{"id":"a","instructions":["do it"]}""", "must be a list of objects")]
    [InlineData("instances.jsonl", """{"task":"c","id":"1"}""", "instances.jsonl:1:9: the suite has no task 'c'")]
    [InlineData("instances.jsonl", """{"task":"a","id":"1"}""" + "\n\n" + """{"task":"a","id":"1"}""", "instances.jsonl:3:18: the instance '1' was given before, on line 1")]
    [InlineData("instances.jsonl", """{"task":"a","id":"1","references":"x"}""", "must be a list of texts")]
    [InlineData("instances.jsonl", """{"task":"a","id":"1","references":["x"],"reference":"x"}""", "given twice")]
    public void A_broken_suite_is_an_error_at_its_place(string file, string text, string message)
    {
        using TempFolder folder = Folder();
        folder.Write(file, text);

        SuiteFormatException e = Assert.Throws<SuiteFormatException>(() => SuiteReader.Read(folder.Path));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suite_without_answers_a_file_and_a_missing_part_are_errors()
    {
        using TempFolder folder = Folder();

        Assert.Equal("NoResponses", Assert.Throws<GenEvalException>(() => InputResolver.Read([folder.Path]).Count()).Id);
        Assert.Equal("SuiteInvalid", Assert.Throws<GenEvalException>(() => SuiteReader.Read(folder.File("suite.json"))).Id);
        File.Delete(folder.File("tasks.jsonl"));
        Assert.Equal("PathNotFound", Assert.Throws<GenEvalException>(() => SuiteReader.Read(folder.Path)).Id);
        Assert.Equal("PathNotFound", Assert.Throws<GenEvalException>(() => SuiteReader.Read(folder.File("none"))).Id);
    }

    [Fact]
    public void Tasks_without_a_label_can_be_labelled()
    {
        using TempFolder folder = Folder();
        folder.Write("tasks.jsonl", """{"id":"a","category":"A"}""" + "\n" + """{"id":"b","category":"B"}""");
        folder.Write("responses/r.jsonl", """{"task":"a","instance":"1","output":"o"}""" + "\n" + """{"task":"b","instance":"1","output":"o"}""");

        Assert.Equal([null, null], InputResolver.Read([folder.Path]).Select(r => r.Novelty));
        Assert.Equal([Novelty.Unseen, Novelty.Seen], InputResolver.Read([folder.Path], new() { Seen = SeenLabels.FromNames(["category:B"]) }).Select(r => r.Novelty!.Value));
    }

    [Fact]
    public void A_check_names_what_an_evaluation_would_stumble_over()
    {
        using TempFolder folder = Folder();
        folder.Write("suite.json", """{"name":"n","prompt":"Answer.","wordings":"crossed"}""");
        folder.Write("tasks.jsonl", """
            {"id":"a","novelty":"seen","examples":[{"input":"5","output":"6"}],"instructions":[{"id":"i","text":"x","novelty":"unseen"},{"id":"j","text":"x","novelty":"unseen"},{"id":"k","text":""}]}
            {"id":"b","novelty":"seen","instructions":[{"id":"i","text":"x","novelty":"unseen"}]}
            {"id":"c"}
            """);
        folder.Write("instances.jsonl", """
            {"task":"a","id":"1","input":"5","references":["6"]}
            {"task":"a","id":"2","input":"5"}
            """);

        Assert.Equal(
            [
                "emptyInstruction", "exampleIsInput", "fewInputs", "fewTasks", "noInstruction", "noLicense", "noReference", "noSeenWording", "noThreshold", "notCrossed",
                "promptWithoutInput", "promptWithoutInstruction", "sameInput", "sameWording", "unlabelledTask",
            ],
            SuiteReader.Read(folder.Path).Validate().Select(p => p.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static TempFolder Folder()
    {
        TempFolder folder = new();
        folder.Write("suite.json", SuiteJson);
        folder.Write("tasks.jsonl", Tasks);
        folder.Write("instances.jsonl", Instances);
        return folder;
    }
}

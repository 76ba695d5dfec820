using System.Text.Json;
using System.Text.Json.Nodes;
using GenEval.Generalization;
using GenEval.Reports;
using GenEval.Suites;

namespace GenEval.Tests.Reports;

public sealed class ReportJsonTests
{
    [Fact]
    public void What_is_written_is_read_again_as_the_same_reports()
    {
        Report[] reports = [SampleReports.Specialist(), SampleReports.Thin(), SampleReports.Full()];
        string json = ReportJson.Serialize(reports);
        Assert.Equal(json, ReportJson.Serialize(ReportJson.Parse(json)));
        Assert.Equal(3, JsonNode.Parse(json)!.AsArray().Count);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(ReportJson.Serialize([reports[0]])).RootElement.ValueKind);
        Assert.Empty(ReportJson.Parse(ReportJson.Serialize([])));
    }

    [Fact]
    public void Numbers_survive_to_the_last_bit()
    {
        double third = 1 / 3.0;
        Report report = SampleReports.Specialist() with { Threshold = third, Seed = long.MaxValue };
        Report read = Assert.Single(ReportJson.Parse(ReportJson.Serialize([report])));
        Assert.Equal(third, read.Threshold);
        Assert.Equal(long.MaxValue, read.Seed);
    }

    [Fact]
    public void What_is_undefined_is_null_and_present()
    {
        JsonNode thin = JsonNode.Parse(ReportJson.Serialize([SampleReports.Thin()]))!;
        Assert.True(thin.AsObject().ContainsKey("suite"));
        Assert.Null(thin["suite"]);
        JsonObject level = thin["levels"]!["unlabelled"]!.AsObject();
        foreach (string member in (string[])["estimate", "standardError", "degreesOfFreedom", "interval", "bound", "aboveThreshold", "predictionPowered"])
        {
            Assert.True(level.ContainsKey(member), member);
            Assert.Null(level[member]);
        }

        Assert.Equal("no scored answer", level["reason"]!.GetValue<string>());
    }

    [Fact]
    public void A_number_that_JSON_cannot_hold_is_never_written()
    {
        Report report = SampleReports.Specialist() with { Threshold = double.NaN };
        Assert.ThrowsAny<ArgumentException>(() => ReportJson.Serialize([report]));
    }

    [Fact]
    public void Control_and_bidirectional_characters_are_escaped_and_come_back()
    {
        string json = ReportJson.Serialize([SampleReports.Specialist() with { Model = "a\u001b[31m\u202Eb\u2066\u200B<" }]);
        Assert.DoesNotContain(json, c => c is '\u001b' or '\u202E' or '\u2066' or '\u200B' or '<');
        Assert.Equal("a\u001b[31m\u202Eb\u2066\u200B<", Assert.Single(ReportJson.Parse(json)).Model);
    }

    [Theory]
    [InlineData("", "input does not contain")]
    [InlineData("{", "r.json:1:")]
    [InlineData("7", "names no schema")]
    [InlineData("[null]", "names no schema")]
    [InlineData("{\"task\": \"t\", \"output\": \"x\"}", "names no schema")]
    [InlineData("{\"schema\": \"geneval.comparison/1\"}", "another kind ('geneval.comparison/1'); expected 'geneval.report/1'")]
    [InlineData("{\"schema\": \"geneval.report/1\"}", "model")]
    [InlineData("{\"schema\": \"geneval.report/1\", \"schema\": \"geneval.report/1\"}", "schema")]
    public void Another_file_is_an_error_that_says_what_it_is(string json, string expected)
    {
        SuiteFormatException e = Assert.Throws<SuiteFormatException>(() => ReportJson.Parse(json, "r.json"));
        Assert.StartsWith("r.json:", e.Message);
        Assert.Contains(expected, e.Message);
        Assert.Contains("geneval schema", e.Action);
    }

    [Theory]
    [InlineData("\"threshold\": 0.5", "\"threshold\": 1e999", "too large")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": \"0.5\"", "$.threshold")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": null", "$.threshold")]
    [InlineData("\"model\": \"summarizer-7b\"", "\"model\": null", "$.model")]
    [InlineData("\"model\": \"summarizer-7b\"", "\"model\": \"\\uD800\"", "$.model")]
    [InlineData("\"verdict\": \"generalizes\"", "\"verdict\": 0", "$.levels.intraTask.verdict")]
    public void A_wrong_value_is_named_with_its_place(string right, string wrong, string expected)
    {
        string json = ReportJson.Serialize([SampleReports.Specialist()]);
        Assert.Contains(right, json);
        SuiteFormatException e = Assert.Throws<SuiteFormatException>(() => ReportJson.Parse(json.Replace(right, wrong, StringComparison.Ordinal), "r.json"));
        Assert.Contains(expected, e.Message);
        Assert.True(e.Line > 1);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_that_names_it()
    {
        Assert.Contains("nowhere.json", Assert.Throws<GenEvalException>(() => ReportJson.Read("nowhere.json")).Message);
        Assert.Throws<GenEvalException>(() => ReportJson.Read(AppContext.BaseDirectory));
    }
}

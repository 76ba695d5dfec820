using System.Globalization;
using System.Text.Json.Nodes;
using GenEval.Generalization;
using GenEval.Reports;
using NJsonSchema;

namespace GenEval.Tests.Reports;

public sealed class SchemaTests
{
    public static TheoryData<string> Samples => new("specialist", "thin", "full", "hostile");

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_report_that_is_written_is_valid(string name)
    {
        JsonSchema schema = await Schema();
        Assert.Empty(schema.Validate(ReportJson.Serialize([Sample(name)])));
        Assert.Empty(schema.Validate(ReportJson.Serialize([Sample(name), SampleReports.Thin()])));
    }

    [Theory]
    [InlineData("schema", "\"geneval.report/2\"")]
    [InlineData("threshold", "1.5")]
    [InlineData("confidence", "0")]
    [InlineData("confidence", "null")]
    [InlineData("seed", "1.5")]
    [InlineData("unscoredPolicy", "\"drop\"")]
    [InlineData("model", null)]
    [InlineData("variance", null)]
    [InlineData("labels", "{\"a\": 1}")]
    [InlineData("levels/intraTask/estimate", "1.01")]
    [InlineData("levels/intraTask/estimate", "null")]
    [InlineData("levels/intraTask/estimate", "\"0.7\"")]
    [InlineData("levels/intraTask/standardError", "-0.1")]
    [InlineData("levels/intraTask/interval", "null")]
    [InlineData("levels/intraTask/interval", "[0.1, 0.2]")]
    [InlineData("levels/intraTask/verdict", "\"Generalizes\"")]
    [InlineData("levels/intraTask/verdict", "null")]
    [InlineData("levels/intraTask/micro", "null")]
    [InlineData("levels/intraTask/tasks", "-1")]
    [InlineData("levels/intraTask", null)]
    [InlineData("levels/intraTask", "null")]
    [InlineData("gaps/generalization", "null")]
    [InlineData("gaps/generalization/pValue", "1.2")]
    [InlineData("tasks/0/novelty", "\"new\"")]
    [InlineData("tasks/0/level", "\"inter\"")]
    [InlineData("tasks/0/interval", "null")]
    [InlineData("tasks/0/pAdjusted", null)]
    [InlineData("diagnosis/kind", "\"good\"")]
    [InlineData("diagnosis/secondary", "[1]")]
    [InlineData("counts/unscored", "{\"refused\": -1}")]
    [InlineData("counts/truncated", null)]
    [InlineData("warnings/0/code", "\"\"")]
    [InlineData("reason", "{}")]
    [InlineData("worst/0/score", "null")]
    public async Task A_wrong_document_is_not_valid(string path, string? value)
    {
        JsonNode document = JsonNode.Parse(ReportJson.Serialize([SampleReports.Specialist()]))!;
        string[] steps = path.Split('/');
        JsonNode parent = steps[..^1].Aggregate(document, (node, step) => node is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        if (value is null)
        {
            Assert.True(parent.AsObject().Remove(steps[^1]));
        }
        else
        {
            Assert.True(parent.AsObject().ContainsKey(steps[^1]));
            parent[steps[^1]] = JsonNode.Parse(value);
        }

        JsonSchema schema = await Schema();
        Assert.NotEmpty(schema.Validate(document.ToJsonString()));
    }

    [Fact]
    public async Task A_document_may_gain_members()
    {
        JsonNode document = JsonNode.Parse(ReportJson.Serialize([SampleReports.Specialist()]))!;
        document["later"] = 1;
        document["levels"]!["intraTask"]!["later"] = "x";
        JsonSchema schema = await Schema();
        Assert.Empty(schema.Validate(document.ToJsonString()));
        Assert.Equal("summarizer-7b", Assert.Single(ReportJson.Parse(document.ToJsonString())).Model);
    }

    [Fact]
    public void Every_member_of_the_report_is_in_its_schema()
    {
        JsonNode schema = JsonNode.Parse(Schemas.Get("report"))!["definitions"]!;
        JsonNode full = JsonNode.Parse(ReportJson.Serialize([SampleReports.Full()]))!;
        Check(full, "report");
        Check(full["levels"]!["intraTask"]!, "level");
        Check(full["levels"]!["intraTask"]!["micro"]!, "estimated");
        Check(full["levels"]!["intraTask"]!["predictionPowered"]!, "predictionPowered");
        Check(full["gaps"]!["wording"]!, "gap");
        Check(full["tasks"]![0]!, "task");
        Check(full["worst"]![0]!, "answer");
        Check(full["drivers"]![0]!, "driver");
        Check(full["cells"]![0]!, "cell");
        Check(full["distributions"]![0]!, "distribution");
        foreach (string section in (string[])["variance", "wordings", "contamination", "learned", "transferRatio", "levels"])
        {
            Check(full[section]!, section);
        }

        void Check(JsonNode value, string definition) =>
            Assert.Empty(value.AsObject().Select(p => p.Key).Except(schema[definition]!["properties"]!.AsObject().Select(p => p.Key)));
    }

    [Fact]
    public void Schemas_are_found_by_short_names_and_an_unknown_one_names_the_others()
    {
        Assert.Contains("geneval.report/1", Schemas.Names);
        Assert.All(Schemas.Names, name => Assert.Equal(name, JsonNode.Parse(Schemas.Get(name))!["title"]!.GetValue<string>()));
        Assert.Equal(Schemas.Get("geneval.report/1"), Schemas.Get("report"));
        Assert.Equal(Schemas.Get("geneval.report/1"), Schemas.Get("report/1"));
        Assert.Contains("geneval.report/1", Assert.Throws<GenEvalException>(() => Schemas.Get("repotr")).Message);
    }

    internal static Report Sample(string name) => name switch
    {
        "specialist" => SampleReports.Specialist(),
        "thin" => SampleReports.Thin(),
        "full" => SampleReports.Full(),
        _ => SampleReports.Hostiles(),
    };

    private static Task<JsonSchema> Schema() => JsonSchema.FromJsonAsync(Schemas.Get("report"));
}

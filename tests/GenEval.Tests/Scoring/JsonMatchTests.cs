using static GenEval.Tests.Scoring.ScoringData;

namespace GenEval.Tests.Scoring;

public sealed class JsonMatchTests
{
    [Theory]
    [InlineData("""{"a": 1, "b": [true, null]}""", """{"b":[true,null],"a":1.0}""", 1.0)]
    [InlineData("""{"a": 1}""", """{"a": 1, "b": 2}""", 0.0)]
    [InlineData("[1, 2]", "[2, 1]", 0.0)]
    [InlineData("\"\\u00e9\"", "\"é\"", 1.0)]
    [InlineData("1e2", "100", 1.0)]
    [InlineData("```json\n{\"a\": 1}\n```", """{"a":1}""", 1.0)]
    [InlineData("Here it is:\n```\n[1]\n```\nDone.", "[1]", 1.0)]
    [InlineData("Here it is: [1]", "[1]", 0.0)]
    [InlineData("{'a': 1}", """{"a":1}""", 0.0)]
    [InlineData("", "null", 0.0)]
    [InlineData("null", "null", 1.0)]
    [InlineData("[1]", "not JSON", null)]
    [InlineData("[1]", "", null)]
    public void Json_is_compared_by_value(string output, string reference, double? expected) => Assert.Equal(expected, Value("json_match", output, reference));

    [Fact]
    public void Hostile_nesting_is_no_json() => Assert.Equal(0, Value("json_match", new string('[', 100_000), "[]"));

    [Fact]
    public void An_escaped_lone_surrogate_equals_nothing() => Assert.Equal(0, Value("json_match", "\"\\ud800\"", "\"x\""));
}

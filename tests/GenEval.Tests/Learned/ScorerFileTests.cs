using System.Text;
using System.Text.Json.Nodes;
using GenEval.Generalization.Learned;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Tests.Cli;

namespace GenEval.Tests.Learned;

public sealed class ScorerFileTests
{
    private static readonly Lazy<ScorerModel> s_scorer = new(() => ScorerTraining.Train(RatedRecords.Make(count: 60), new() { Trainer = "linear" }));

    [Fact]
    public void A_scorer_read_again_scores_the_same()
    {
        using Folder folder = new();
        string path = folder.File("scorer.json", "");
        ScorerFile.Write(path, s_scorer.Value);
        ScorerModel read = ScorerFile.Read(path);
        Assert.Equal(ScorerFile.Serialize(s_scorer.Value), ScorerFile.Serialize(read));
        ScoringItem item = new("It is Rome.", ["Rome"], "?", "Name the capital.");
        Assert.Equal(new LearnedScorer(s_scorer.Value).Score(item), Scorers.Create($"learned:{path}").Score(item));
    }

    [Fact]
    public void A_changed_byte_is_an_error_wherever_it_is()
    {
        using Folder folder = new();
        byte[] bytes = ScorerFile.Serialize(s_scorer.Value);
        string path = folder.File("scorer.json", "");
        for (int at = 0; at < bytes.Length; at += 97)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Equal("ScorerInvalid", Assert.Throws<GenEvalException>(() => ScorerFile.Read(path)).Id);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"format\": \"geneval.scorer-file/2\"}")]
    [InlineData("PK\u0003\u0004 no zip")]
    [InlineData("{\"model\":\"x\",\"task\":\"t\",\"output\":\"o\"}")]
    public void A_foreign_file_is_an_error(string content)
    {
        using Folder folder = new();
        GenEvalException error = Assert.Throws<GenEvalException>(() => ScorerFile.Read(folder.File("scorer.json", content)));
        Assert.Equal("ScorerInvalid", error.Id);
        Assert.Contains("scorer.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_is_an_error()
    {
        using Folder folder = new();
        byte[] bytes = ScorerFile.Serialize(s_scorer.Value);
        string path = folder.File("scorer.json", "");
        foreach (double part in (double[])[0.1, 0.5, 0.99])
        {
            File.WriteAllBytes(path, bytes[..(int)(bytes.Length * part)]);
            Assert.Equal("ScorerInvalid", Assert.Throws<GenEvalException>(() => ScorerFile.Read(path)).Id);
        }
    }

    // Whoever changes a file may write its hash anew: what is in it is checked too.
    [Theory]
    [InlineData("card/trainer", "\"System.Diagnostics.Process\"", "unknown")]
    [InlineData("card/trainer", "\"fastTree\"", "model of its trainer")]
    [InlineData("card/featuresVersion", "99", "version 99")]
    [InlineData("card/features/0/name", "\"other\"", "features")]
    [InlineData("card/embedding", "{\"model\": \"m\", \"dimensions\": 3, \"texts\": 9}", "features")]
    [InlineData("card/features/0/low", "2", "range")]
    [InlineData("model/intercept", "1e300", "weights")]
    [InlineData("model/weights", "[1, 2]", "weights")]
    [InlineData("calibrator/method", "\"magic\"", "calibration")]
    [InlineData("calibrator/slope", "-1", "calibration")]
    [InlineData("items/hashes", "\"AAAA\"", "training items")]
    [InlineData("items/mostNewWords", "2", "training items")]
    [InlineData("card/crossValidation/auc", "7", "figures")]
    [InlineData("card/folds", "0", "figures")]
    [InlineData("card/features", "null", "no scorer's JSON")]
    [InlineData("model", "null", "model of its trainer")]
    public void Content_that_cannot_be_is_an_error_even_with_a_right_hash(string path, string value, string expected)
    {
        JsonNode document = JsonNode.Parse(ScorerFile.Serialize(s_scorer.Value))!;
        string[] steps = path.Split('/');
        JsonNode parent = steps[..^1].Aggregate(document, (node, step) => node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!);
        Assert.True(parent.AsObject().ContainsKey(steps[^1]));
        parent[steps[^1]] = JsonNode.Parse(value);
        using Folder folder = new();
        string file = folder.File("scorer.json", Hashed(document));
        GenEvalException error = Assert.Throws<GenEvalException>(() => ScorerFile.Read(file));
        Assert.Equal("ScorerInvalid", error.Id);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_is_of_the_bytes_with_zeros_in_its_place()
    {
        using Folder folder = new();
        string file = folder.File("scorer.json", Hashed(JsonNode.Parse(ScorerFile.Serialize(s_scorer.Value))!));
        Assert.Equal("linear", ScorerFile.Read(file).Card.Trainer);
    }

    [Fact]
    public void A_missing_file_and_a_missing_argument_are_errors()
    {
        Assert.Equal("ScorerUnreadable", Assert.Throws<GenEvalException>(() => Scorers.Create("learned:/nowhere/scorer.json")).Id);
        Assert.Equal("MetricArgumentInvalid", Assert.Throws<GenEvalException>(() => Scorers.Create("learned")).Id);
    }

    internal static string Hashed(JsonNode document)
    {
        document["sha256"] = new string('0', 64);
        string text = document.ToJsonString();
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return text.Replace(new string('0', 64), hash, StringComparison.Ordinal);
    }
}

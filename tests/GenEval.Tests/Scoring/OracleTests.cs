using System.Text;
using System.Text.Json;
using GenEval.Scoring.Text;
using static GenEval.Tests.Scoring.ScoringData;

namespace GenEval.Tests.Scoring;

/// <summary>The scorers against the values of the Python implementations that they name.</summary>
public sealed class OracleTests
{
    public static TheoryData<string> Metrics =>
        ["rougeL", "rouge1", "rouge2", "rougeL:unstemmed", "exact_match", "f1", "bleu", "chrf", "levenshtein", "contains"];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_metric_has_the_values_of_its_reference_implementation(string metric)
    {
        List<JsonElement> cases = [.. File.ReadLines(Path("oracle.jsonl")).Skip(1).Select(line => JsonElement.Parse(line))];
        Assert.True(cases.Count >= 200);
        Assert.All(cases, row => Assert.Equal(row.Number(metric), Value(metric, row.Text("output"), row.Text("reference")) ?? -1, 1e-12));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void The_values_are_the_same_under_another_culture(string culture) => Under(culture, () =>
    {
        foreach (string metric in Metrics.Select(row => row.Data))
        {
            A_metric_has_the_values_of_its_reference_implementation(metric);
        }
    });

    [Fact]
    public void The_stemmer_stems_as_nltk_does()
    {
        string[] rows = [.. File.ReadLines(Path("porter.tsv")).Skip(1)];
        Assert.True(rows.Length > 1400);
        Assert.All(rows, row =>
        {
            string[] word = row.Split('\t');
            byte[] letters = Encoding.ASCII.GetBytes(word[0]);
            Assert.Equal(word[1], Encoding.ASCII.GetString(letters, 0, PorterStemmer.Stem(letters)));
        });
    }

    [Fact]
    public void Rouge_without_stemming_has_the_golden_values()
    {
        JsonElement golden = JsonElement.Parse(File.ReadAllText(Shared.Path("golden", "rouge.json")));
        Assert.All(golden.GetProperty("cases").EnumerateArray(), row =>
        {
            foreach (string metric in (string[])["rougeL", "rouge1", "rouge2"])
            {
                double? value = Value($"{metric}:unstemmed", row.Text("prediction"), row.Text("reference"));
                Assert.Equal(row.GetProperty(metric).Number("f"), value!.Value, 1e-12);
            }
        });
    }

    // sacrebleu 2.6.0: sentence_chrf("The dog bit the guy.", ["No one was surprised.", "The dog bit the man."]).score is 70.92428404928405,
    // sentence_bleu(...).score 53.7284965911771.
    [Theory]
    [InlineData("chrf", 0.7092428404928405)]
    [InlineData("bleu", 0.537284965911771)]
    public void The_better_of_two_references_counts(string metric, double expected) =>
        Assert.Equal(expected, Value(metric, "The dog bit the guy.", "No one was surprised.", "The dog bit the man.")!.Value, 1e-12);
}

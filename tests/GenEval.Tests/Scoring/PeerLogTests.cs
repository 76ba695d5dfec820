using System.Globalization;
using System.Text.Json;
using static GenEval.Tests.Scoring.ScoringData;

namespace GenEval.Tests.Scoring;

/// <summary>The scores that other tools gave to the same answers, answer by answer.</summary>
public sealed class PeerLogTests
{
    // inspect_ai rounds its f1 to two decimals.
    [Fact]
    public void Inspect_ai_f1_and_includes()
    {
        string folder = Shared.Path("data", "peer-logs", "inspect", "epochs-json");
        JsonElement log = JsonElement.Parse(File.ReadAllText(Assert.Single(Directory.GetFiles(folder))));
        JsonElement[] samples = [.. log.GetProperty("samples").EnumerateArray()];
        Assert.Equal(72, samples.Length);
        Assert.All(samples, sample =>
        {
            string output = sample.GetProperty("output").GetProperty("choices")[0].GetProperty("message").Text("content");
            string[] targets = [.. sample.Texts("target")!];
            JsonElement scores = sample.GetProperty("scores");
            Assert.Equal(scores.GetProperty("f1").Number("value"), Value("f1", output, targets)!.Value, 0.005 + 1e-9);
            Assert.Equal(scores.GetProperty("includes").Text("value") == "C" ? 1 : 0, Value("contains", output, targets));
        });
    }

    // Its edit distance stands in the reason; its levenshtein counts UTF-16 units, ours code points.
    [Fact]
    public void Promptfoo_contains_and_edit_distance()
    {
        string file = Shared.Path("data", "peer-logs", "promptfoo", "superni.jsonl");
        JsonElement[] rows = [.. File.ReadLines(file).Select(line => JsonElement.Parse(line))];
        Assert.Equal(720, rows.Length);
        int distances = 0;
        double contained = 0;
        foreach (JsonElement row in rows)
        {
            string output = row.GetProperty("response").Text("output");
            foreach (JsonElement result in row.GetProperty("gradingResult").GetProperty("componentResults").EnumerateArray())
            {
                string expected = result.GetProperty("assertion").Text("value");
                switch (result.GetProperty("assertion").Text("type"))
                {
                    case "icontains":
                        Assert.Equal(result.Number("score"), Value("contains", output, expected));
                        contained += result.Number("score");
                        break;
                    case "levenshtein" when result.Text("reason").Split(' ') is ["Levenshtein", "distance", string distance, ..]:
                        double similarity = 1 - (double.Parse(distance, CultureInfo.InvariantCulture) / int.Max(output.Length, expected.Length));
                        Assert.Equal(similarity, Value("levenshtein", output, expected)!.Value, 1e-12);
                        distances++;
                        break;
                }
            }
        }

        Assert.True(distances > 600);
        Assert.Equal(105, contained);
    }

    [Fact]
    public void Lm_evaluation_harness_exact_match()
    {
        string[] files = Directory.GetFiles(Shared.Path("data", "peer-logs", "lm-eval", "SmolLM2-135M-Instruct"), "samples_*.jsonl");
        JsonElement[] rows = [.. files.SelectMany(File.ReadLines).Select(line => JsonElement.Parse(line))];
        Assert.Equal(720, rows.Length);
        Assert.Contains(rows, row => row.Number("exact_match") == 1);
        Assert.All(rows, row => Assert.Equal(row.Number("exact_match"), Value("exact_match", row.Texts("filtered_resps")![0], row.Text("target"))));
    }
}

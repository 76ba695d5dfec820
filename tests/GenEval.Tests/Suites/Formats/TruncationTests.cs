using GenEval.Suites;

namespace GenEval.Tests.Suites.Formats;

/// <summary>Real logs, cut off anywhere or damaged: a beginning of the answers that says it is partial, or an error, and never less without a word.</summary>
public sealed class TruncationTests
{
    [Theory]
    [InlineData("promptfoo/with-errors.json")]
    [InlineData("promptfoo/superni.jsonl")]
    [InlineData("inspect/epochs-json")]
    [InlineData("inspect/with-errors")]
    [InlineData("lm-eval/SmolLM2-135M-Instruct")]
    public void A_log_that_is_cut_off_gives_the_answers_before_the_cut(string path)
    {
        string file = FileOf(path);
        byte[] whole = File.ReadAllBytes(file);
        string[] all = Records.Json(Read(file, [])).Split('\n');
        Random random = new(20261122);
        using TempFolder folder = new();
        int partial = 0;
        for (int i = 0; i < 15; i++)
        {
            string cut = folder.Write(Path.GetFileName(file), whole[..random.Next(whole.Length / 10, whole.Length - 2)]);
            List<SuiteWarning> warnings = [];
            List<EvaluationRecord> records;
            try
            {
                records = Read(cut, warnings);
            }
            catch (GenEvalException)
            {
                continue;
            }

            string[] some = [.. records.Select(r => Records.Json(r).TrimEnd('\n'))];
            Assert.True(records.Count >= all.Length - 1 || warnings.Any(w => w.Code == "partialImport"), $"{records.Count} of {all.Length - 1} without a word");
            Assert.Equal(all.Take(some.Length).Select(Outputs), some.Select(Outputs));
            partial++;
        }

        Assert.InRange(partial, 8, 15);
    }

    [Theory]
    [InlineData("promptfoo/with-errors.json", 100)]
    [InlineData("inspect/with-errors", 100)]
    [InlineData("lm-eval/SmolLM2-135M-Instruct", 100)]
    [InlineData("promptfoo/antonyms-wordings.csv", 100)]
    public void A_log_with_a_damaged_byte_is_read_or_refused(string path, int times)
    {
        string file = FileOf(path);
        byte[] whole = File.ReadAllBytes(file);
        Random random = new(20261124);
        using TempFolder folder = new();
        for (int i = 0; i < times; i++)
        {
            byte[] bytes = [.. whole];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Read(folder.Write(Path.GetFileName(file), bytes), []);
            }
            catch (GenEvalException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    private static string FileOf(string path)
    {
        string full = Shared.Path("data", "peer-logs", path);
        return Directory.Exists(full) ? Directory.GetFiles(full).Where(f => !Path.GetFileName(f).StartsWith("results_", StringComparison.Ordinal)).Order(StringComparer.Ordinal).First() : full;
    }

    // The model of an lm-eval log stands in a file beside it, which is not there in the copy.
    private static string Outputs(string line) => line[line.IndexOf("\"task\"", StringComparison.Ordinal)..].Replace("\"category\":\"superni_seen\",", "", StringComparison.Ordinal);

    private static List<EvaluationRecord> Read(string path, List<SuiteWarning> warnings) => [.. InputResolver.Read([path], new() { Warn = warnings.Add })];
}

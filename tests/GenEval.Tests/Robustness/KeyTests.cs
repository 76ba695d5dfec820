using System.Text;
using GenEval.Tests.Models;

namespace GenEval.Tests.Robustness;

/// <summary>A key that the endpoint sends back in its errors is in nothing that a run writes.</summary>
[Trait(FullSize.Trait, FullSize.Name)]
public sealed class KeyTests
{
    private const string Secret = "sk-live-0123456789abcdef";

    [Theory]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("markdown")]
    public async Task A_key_is_in_no_report_no_line_and_no_file(string format)
    {
        using Trial trial = new(20, (prompt, attempt) => prompt.Contains("input 1 ", StringComparison.Ordinal) ? Fault.BadRequest : attempt == 0 ? Fault.Unavailable : Fault.Answer, latency: 0, echo: "your key is " + Secret);
        string report = Path.Combine(trial.Folder, "report");
        using GenevalProcess process = GenevalProcess.Start(
            largestFile: null, [.. trial.Run(Path.Combine(trial.Folder, "runs.db"), "--output", report, "--worst", "20", "--retries", "1", "--api-key-env", "TRIAL_KEY").Select(arg => arg == "json" ? format : arg)], ("TRIAL_KEY", Secret));
        (int exit, string text, string error) = await process.EndAsync();
        Assert.True(exit == 0, error);
        Assert.Contains(Secret, trial.Server.LastHeaders, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text + error, StringComparison.Ordinal);
        Assert.True(File.Exists(report));
        Assert.All(Directory.EnumerateFiles(trial.Folder, "*", SearchOption.AllDirectories), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) < 0, file));
    }

    [Fact]
    public async Task A_refused_key_is_in_no_error()
    {
        using Trial trial = new(20, (_, _) => Fault.Unauthorized, echo: "Incorrect API key provided: " + Secret);
        using GenevalProcess process = GenevalProcess.Start(largestFile: null, trial.Run(Path.Combine(trial.Folder, "runs.db"), "--api-key-env", "TRIAL_KEY"), ("TRIAL_KEY", Secret));
        (int exit, string text, string error) = await process.EndAsync();
        Assert.Equal(3, exit);
        Assert.Contains("does not accept the key", error, StringComparison.Ordinal);
        Assert.Contains("TRIAL_KEY", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text + error, StringComparison.Ordinal);
    }
}

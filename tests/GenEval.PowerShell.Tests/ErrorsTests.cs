using System.Management.Automation;
using System.Text.RegularExpressions;

namespace GenEval.PowerShell.Tests;

public sealed partial class ErrorsTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Shared.Root, "docs", "en-US", "about_GenEval_Errors.md"));

    public static TheoryData<string> SourceIds => [.. Directory.EnumerateFiles(Path.Combine(Shared.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => f.Contains("GenEval" + Path.DirectorySeparatorChar, StringComparison.Ordinal) || f.Contains("GenEval.Notebooks" + Path.DirectorySeparatorChar, StringComparison.Ordinal) || f.EndsWith("Errors.cs", StringComparison.Ordinal))
        .Where(f => !f.Contains("GenEval.Cli", StringComparison.Ordinal))
        .SelectMany(f => Id().Matches(File.ReadAllText(f)).Select(m => m.Groups["id"].Value)).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(SourceIds))]
    public void Every_id_is_documented(string id) => Assert.Contains($"| {id} |", s_page, StringComparison.Ordinal);

    [Fact]
    public void Every_documented_id_exists() =>
        Assert.Equal([], DocumentedId().Matches(s_page).Select(m => m.Groups["id"].Value).Where(id => id != "id").Except(SourceIds.Select(d => d.Data)));

    [Theory]
    [MemberData(nameof(SourceIds))]
    public void Every_error_of_the_core_has_a_category_a_target_and_its_action(string id)
    {
        ErrorRecord error = Errors.FromCore(new GenEvalException("What.") { Id = id, Action = "Do." }, "target");
        Assert.Equal((id, "target", "Do."), (error.FullyQualifiedErrorId, error.TargetObject, error.ErrorDetails!.RecommendedAction));
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
    }

    [Fact]
    public void Every_factory_has_the_category_and_target_that_it_declares()
    {
        Exception cause = new("gone");
        (ErrorRecord, string, ErrorCategory, object?)[] all =
        [
            (Errors.PathNotFound("p", cause), "PathNotFound", ErrorCategory.ObjectNotFound, "p"),
            (Errors.NotAFilePath("p", "Env"), "NotAFilePath", ErrorCategory.InvalidArgument, "p"),
            (Errors.FileExists("p"), "FileExists", ErrorCategory.ResourceExists, "p"),
            (Errors.FormatUnknown("p"), "ReportFormatUnknown", ErrorCategory.InvalidArgument, "p"),
            (Errors.InputNotARecord(1), "InputNotARecord", ErrorCategory.InvalidType, 1),
            (Errors.ChartFormatUnknown("p"), "ChartFormatUnknown", ErrorCategory.InvalidArgument, "p"),
            (Errors.SeveralFigures("p", 2), "SeveralFigures", ErrorCategory.InvalidArgument, "p"),
            (Errors.InputNotADocument(1), "InputNotADocument", ErrorCategory.InvalidType, 1),
            (Errors.SuiteWithoutAnswers(s_suite), "SuiteWithoutAnswers", ErrorCategory.InvalidArgument, s_suite),
            (Errors.LevelNotReached([Scratch.LegalReport], "m"), "LevelNotReached", ErrorCategory.InvalidResult, Scratch.LegalReport),
            (Errors.RunIncomplete(s_stopped), "RunIncomplete", ErrorCategory.OperationStopped, s_stopped.Run),
            (Errors.NotebookFailed("p", 2, "id", "code", "m"), "NotebookFailed", ErrorCategory.InvalidResult, "p"),
            (Errors.NoReport(), "NoReport", ErrorCategory.ObjectNotFound, null),
        ];
        foreach ((ErrorRecord error, string id, ErrorCategory category, object? target) in all)
        {
            Assert.Equal((id, category, target), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
            Assert.NotEmpty(error.ErrorDetails!.RecommendedAction!);
        }

        Assert.Equal(
            typeof(Errors).GetMethods().Count(m => m.ReturnType == typeof(ErrorRecord)) - 1,
            all.Length);
    }

    [Theory]
    [InlineData("add --map FIELD=task.", "add -Map FIELD=task.")]
    [InlineData("--wording-design nested", "-WordingDesign nested")]
    [InlineData("Choose another folder with --output.", "Choose another folder with -Path.")]
    [InlineData("geneval scorer train RATINGS --output FILE --trainer linear.", "New-GenScorer RATINGS -Trainer linear | Export-GenScorer FILE.")]
    [InlineData("geneval scorer train RATINGS --output FILE writes one.", "New-GenScorer RATINGS | Export-GenScorer FILE writes one.")]
    [InlineData("as geneval scorer train wrote it", "as Export-GenScorer wrote it")]
    [InlineData("a -- b, a---b, x--y, '--seen X'", "a -- b, a---b, x--y, '-Seen X'")]
    public void Options_of_the_command_line_are_said_as_parameters(string said, string expected) => Assert.Equal(expected, Errors.Speak(said));

    private static readonly Suites.Suite s_suite = new() { Name = "s" };

    private static readonly Runs.RunSummary s_stopped = new()
    {
        Run = new() { Id = "abc", Kind = "run", Suite = "s", Model = "m", Endpoint = "e", Settings = new(), Plan = "p", Cells = 1, Created = default, Updated = default },
        Plan = Runs.RunPlan.Of(new()
        {
            Name = "s",
            Tasks = [new() { Id = "t", Instructions = [new("i", "Say hello.")] }],
            Instances = [new() { Task = "t", Id = "1", Input = "now" }],
        }),
        Durability = "",
    };

    [GeneratedRegex("""Id = "(?<id>\w+)"|"(?<id>\w+)",\s+ErrorCategory\.""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"^\| (?<id>[A-Za-z]+) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex DocumentedId();
}

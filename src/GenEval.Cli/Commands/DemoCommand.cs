using System.CommandLine;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval demo</c>: the bundled suite with a real model's recorded answers, end to end.</summary>
internal static class DemoCommand
{
    private const string Bundled = "quickstart";

    private static readonly (string Folder, string Title)[] s_scenarios =
    [
        ("scenario-legal", "Constructed answers: tuned on legal summaries, asked for other legal work"),
        ("scenario-translation", "Constructed answers: tuned on legal translation, asked for code, poems, news"),
    ];

    public static Command Create(CliConsole console)
    {
        Option<string> folder = new("--output", "-o")
        {
            Description = "The folder for the HTML page and the JSON document.",
            DefaultValueFactory = _ => "geneval-report",
            HelpName = "DIR",
        };
        Command command = new("demo", "Evaluate the bundled suite: recorded answers of a real small model, to the two levels.") { folder };
        command.SetAction((parsed, cancellationToken) =>
        {
            Run(parsed.GetRequiredValue(folder), console, cancellationToken);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Run(string output, CliConsole console, CancellationToken cancellationToken)
    {
        console.Out.WriteLine("""
            Two questions about an instruction-tuned model, two levels:
              within a task (intraTask): new inputs of tasks that it was tuned on
              across tasks  (interTask): instructions for tasks it was never tuned on
            """);
        Directory.CreateDirectory(output);
        IReadOnlyList<Report> reports = Show(Bundled, "Real answers: SmolLM2-135M-Instruct on the bundled suite", output, console, cancellationToken);
        if (reports.All(r => r.Diagnosis.Kind is DiagnosisKind.Weak or DiagnosisKind.Inconclusive))
        {
            console.Out.WriteLine("So small a model does not show what the levels are for. Two scenarios do,\nwith answers that were constructed, not a model's:");
            foreach ((string scenario, string title) in s_scenarios)
            {
                Show(scenario, title, output, console, cancellationToken);
            }
        }

        console.Out.WriteLine($"""
            The same as a page to read: {Printable.Line(Path.Combine(output, Bundled + ".html"))}
            Your own answers:    geneval evaluate answers.jsonl --seen tuned-tasks.txt
            A suite of your own: geneval init my-suite
            """);
    }

    private static IReadOnlyList<Report> Show(string suite, string title, string output, CliConsole console, CancellationToken cancellationToken)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "suites", suite);
        IReadOnlyList<Report> reports = RecordedAnswers.Evaluate([path], cancellationToken: cancellationToken);
        console.Out.WriteLine();
        console.Out.WriteLine($"== {title}");
        ReportRenderer.Render(reports, ReportFormat.Table, console.Out, DocumentOutput.OptionsFor(console));
        ReportFile.Write(Path.Combine(output, suite + ".html"), reports, ReportFormat.Html, cancellationToken: cancellationToken);
        ReportFile.Write(Path.Combine(output, suite + ".json"), reports, ReportFormat.Json, cancellationToken: cancellationToken);
        return reports;
    }
}

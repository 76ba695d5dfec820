namespace GenEval.Notebooks.Tests;

public sealed class RunnerTests
{
    [Fact]
    public async Task Cells_share_what_they_define_and_the_last_expression_is_shown()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(
            Cells.Text("# Title"), Cells.CSharp("using System.Globalization;\nint x = 20; int Twice(int n) => 2 * n;"), Cells.CSharp("Twice(x) + 2"), Cells.CSharp("CultureInfo.CurrentCulture.Name.Length + 1.5")));
        Assert.Null(run.Failed);
        Assert.Equal("", run.Said(0));
        Assert.Equal("42", run.Said(1));
        Assert.Equal("1.5", run.Said(2));
        JsonObject result = run.Notebook.Cells[2].Outputs[0];
        Assert.Equal("execute_result", result["output_type"]!.GetValue<string>());
        Assert.Equal(2, result["execution_count"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_printed_and_displayed_comes_in_order()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.CSharp("""
            Console.WriteLine("one");
            Console.Write("two\n");
            Console.Error.WriteLine("oh");
            display("three");
            4.Display();
            display(HTML("<b>five</b>"));
            await Task.Yield();
            Console.WriteLine("six");
            new[] { 1, 2, 3 }
            """)));
        Assert.Null(run.Failed?.Message);
        string[] outputs = [.. run.Notebook.Cells[0].Outputs.Select(o => $"{o["output_type"]}{o["name"]}:{(o["data"]?["text/html"] is { } html ? Cells.Joined(html) : Cells.Said(o))}")];
        Assert.Equal(
            ["streamstdout:one\ntwo\n", "streamstderr:oh\n", "display_data:three", "display_data:4", "display_data:<b>five</b>", "streamstdout:six\n", "execute_result:1\n2\n3"], outputs);
    }

    [Fact]
    public async Task A_figure_is_a_bundle_without_any_script()
    {
        NotebookRun run = await Cells.Run(
            Cells.Notebook(Cells.CSharp("""
                #r "../anywhere/GenEval.dll"
                using GenEval.Generalization;
                using GenEval.Reports;
                Report report = RecordedAnswers.Evaluate(["scenario-legal"])[0];
                Figures.Ladder(report)
                """), Cells.CSharp("report")),
            folder: Path.Combine(Shared.Root, "suites"));
        Assert.Null(run.Failed?.Message);
        JsonObject data = (JsonObject)run.Notebook.Cells[0].Outputs[0]["data"]!;
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], data.Select(d => d.Key));
        Assert.IsType<JsonObject>(data["application/vnd.plotly.v1+json"]);
        Assert.StartsWith("<svg", Cells.Joined(data["image/svg+xml"]));
        JsonObject shown = (JsonObject)run.Notebook.Cells[1].Outputs[0]["data"]!;
        Assert.Equal(["text/html", "text/plain"], shown.Select(d => d.Key));
        Assert.Contains("task specialist", Cells.Joined(shown["text/html"]));
        Assert.DoesNotContain("<script", run.Notebook.ToJson(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("int x = 1;\nint y = nothing;", "CompilationError", "(2,9): error CS0103")]
    [InlineData("throw new InvalidOperationException(\"no\");", "InvalidOperationException", "no")]
    [InlineData("throw new OperationCanceledException(\"enough\");", "OperationCanceledException", "enough")]
    [InlineData("\n#!connect sql", "Error", "this runner knows no magics")]
    [InlineData("#!fsharp\n1", "Error", "knows csharp and pwsh")]
    public async Task The_first_cell_that_fails_ends_the_run_and_shows_its_error(string code, string name, string message)
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.CSharp("1"), Cells.CSharp(code), Cells.CSharp("Console.WriteLine(\"never\");")));
        Assert.Equal(2, run.Failed!.Number);
        Assert.Equal(1, run.NotReached);
        Assert.StartsWith(name, run.Failed.Message);
        Assert.Contains(message, run.Failed.Message);
        Assert.Equal("error", run.Notebook.Cells[1].Outputs[^1]["output_type"]!.GetValue<string>());
        Assert.Empty(run.Notebook.Cells[2].Outputs);
        Assert.DoesNotContain(Path.GetTempPath(), run.Notebook.ToJson());
    }

    [Fact]
    public async Task A_package_that_cannot_be_had_skips_the_cells_that_say_they_need_it_and_fails_others()
    {
        const string Wanted = "#r \"nuget: GenEval.Unknown, none\"\n1";
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.CSharp(Wanted, "requires:geneval.unknown"), Cells.CSharp(Wanted)));
        Assert.StartsWith("Skipped: GenEval.Unknown none cannot be had: error", run.Said(0));
        Assert.Contains("cannot be had", run.Failed!.Message);
    }

    [Fact]
    public async Task A_cell_that_is_to_fail_may_and_what_it_defined_stays()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(
            Cells.CSharp("int x = 5;"), Cells.CSharp("x = 6; throw new GenEval.GenEvalException(\"too low\") { Action = \"tune more\" };", "raises-exception"), Cells.CSharp("x")));
        Assert.Null(run.Failed);
        Assert.Contains("Try: tune more", run.Notebook.Cells[1].Outputs[0]["traceback"]!.ToJsonString());
        Assert.Equal("6", run.Said(2));
    }

    [Fact]
    public async Task Cells_that_need_what_is_not_here_are_skipped_and_say_so()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.CSharp("1", "requires:unheard-of"), Cells.CSharp("2")));
        Assert.Null(run.Failed);
        Assert.Equal(CellOutcome.Skipped, run.Cells[0].Outcome);
        Assert.Contains("Skipped: this runner does not know what 'unheard-of' is", run.Said(0));
        Assert.Equal("2", run.Said(1));
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("await Task.Delay(-1);")]
    public async Task A_cell_that_takes_too_long_is_given_up(string code)
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.CSharp("1"), Cells.CSharp(code == "while (true) { }" ? "var until = DateTime.UtcNow.AddSeconds(30); while (DateTime.UtcNow < until) { }" : code), Cells.CSharp("2")), new() { CellTimeout = TimeSpan.FromSeconds(15) });
        Assert.Contains("Timeout: The cell was stopped after 15 s.", run.Failed!.Message);
        Assert.Equal(1, run.NotReached);
    }

    [Fact]
    public async Task All_cells_together_have_a_limit_too()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.CSharp("await Task.Delay(500);"), Cells.CSharp("await Task.Delay(-1);")), new() { Timeout = TimeSpan.FromSeconds(20) });
        Assert.Equal(2, run.Failed!.Number);
        Assert.Contains("Timeout", run.Failed.Message);
    }

    [Fact]
    public async Task A_run_can_be_cancelled_and_leaves_the_folder_and_the_console_as_they_were()
    {
        string folder = Directory.GetCurrentDirectory();
        TextWriter console = Console.Out;
        using CancellationTokenSource cancel = new(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NotebookRunner.RunAsync(Cells.Notebook(Cells.CSharp("await Task.Delay(-1);")), Path.GetTempPath(), cancellationToken: cancel.Token));
        Assert.Equal(folder, Directory.GetCurrentDirectory());
        Assert.Same(console, Console.Out);
    }

    [Fact]
    public async Task A_flood_of_text_is_cut()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.CSharp("for (int i = 0; i < 3000; i++) Console.WriteLine(new string('x', 999));")));
        Assert.True(run.Said(0).Length < 1_000_100);
        Assert.EndsWith("... 2000000 more characters\n", run.Said(0));
    }

    [Fact]
    public async Task Hostile_output_stays_text()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.CSharp("""
            using GenEval.Generalization;
            using GenEval.Suites;
            Evaluator.Evaluate([new EvaluationRecord { Model = "<script>alert(1)</script>", Task = "<img src=x onerror=alert(1)>", Output = "a", References = ["a"] }])[0]
            """)));
        string html = Cells.Joined(run.Notebook.Cells[0].Outputs[0]["data"]!["text/html"]);
        Assert.Contains("&lt;script&gt;", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<img", html);
    }
}

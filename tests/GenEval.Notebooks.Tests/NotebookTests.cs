using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Notebooks.Tests;

/// <summary>The notebooks of the project: they run, what they hold is what they give, and it is what the command line gives.</summary>
public sealed class NotebookTests
{
    private const string Plotly = "application/vnd.plotly.v1+json";
    private static readonly string s_folder = Path.Combine(Shared.Root, "notebooks");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(s_folder, "*.ipynb").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>GENEVAL_ACCEPT=1 writes what they give now, if nothing was skipped.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_runs_and_gives_what_it_holds(string name)
    {
        string path = Path.Combine(s_folder, name);
        Notebook stored = Notebook.Read(path);
        NotebookOptions options = new() { Module = Environment.GetEnvironmentVariable("GENEVAL_MODULE") };
        NotebookRun run = await Cells.Run(stored, options, s_folder);
        Assert.Null(run.Failed?.Message);
        string[] skipped = [.. run.Cells.Where(c => c.Outcome == CellOutcome.Skipped).Select(c => $"{c.Id}: {c.Message}")];
        Array.ForEach(skipped, s => TestContext.Current.TestOutputHelper!.WriteLine("skipped " + s));
        if (Environment.GetEnvironmentVariable("GENEVAL_ACCEPT") == "1")
        {
            Assert.Empty(skipped);
            run.Notebook.Write(path, TestContext.Current.CancellationToken);
            stored = Notebook.Read(path);
        }

        HashSet<string> compared = [.. run.Cells.Where(c => c.Outcome == CellOutcome.Done).Select(c => c.Id)];
        foreach ((NotebookCell before, NotebookCell now) in stored.Cells.Zip(run.Notebook.Cells).Where(c => compared.Contains(c.First.Id)))
        {
            // The number of a cell is one less for each cell that was skipped before it.
            Assert.Equal(Text(before), Text(now));
        }

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(stored.ToJson())!["metadata"], JsonNode.Parse(run.Notebook.ToJson())!["metadata"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_holds_a_figure_made_without_any_package_and_no_script(string name)
    {
        string path = Path.Combine(s_folder, name);
        Notebook notebook = Notebook.Read(path);
        Assert.Contains(notebook.Cells, c => c.Tags.Count == 0 && Figures(c).Any());
        Assert.All(notebook.Cells.SelectMany(Figures), data => Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], data.Select(d => d.Key)));
        Assert.All(notebook.Cells.Where(c => c.IsCode && c.Tags.Count == 0), c => Assert.DoesNotContain("nuget:", c.Source));
        Assert.DoesNotContain("<script", File.ReadAllText(path), StringComparison.OrdinalIgnoreCase);
        Assert.True(new FileInfo(path).Length < 200_000, "a notebook with its outputs stays small");
        Assert.Equal(4 * 10 + 5, 10 * (int)JsonNode.Parse(File.ReadAllText(path))!["nbformat"]! + (int)JsonNode.Parse(File.ReadAllText(path))!["nbformat_minor"]!);
        Assert.Equal("csharp", notebook.DefaultLanguage);
    }

    [Fact]
    public async Task Its_levels_are_those_of_evaluate()
    {
        Report report = Assert.Single(await Evaluate("evaluate", Suite("quickstart")));
        Holds("01-two-levels.ipynb", GenEval.Reports.Figures.Ladder(report), GenEval.Reports.Figures.Tasks(report), GenEval.Reports.Figures.Distributions(report));
        Holds("04-wordings-and-variance.ipynb", GenEval.Reports.Figures.Wordings(report), GenEval.Reports.Figures.Variance(report));
    }

    [Fact]
    public async Task Its_own_answers_are_those_of_evaluate_with_a_map()
    {
        Report report = Assert.Single(await Evaluate(
            "evaluate", Data("answers.csv"), "--seen", Data("tuned.txt"), "--threshold", "0.5", "--map", "question_type=task", "question_no=instance", "expected=reference", "prediction=output"));
        Holds("02-your-own-answers.ipynb", GenEval.Reports.Figures.Tasks(report));
    }

    [Fact]
    public async Task Its_strategies_are_those_of_evaluate_and_compare()
    {
        Report[] reports = [.. await Evaluate("evaluate", Data("strategies.jsonl"))];
        Holds("03-which-strategy.ipynb", GenEval.Reports.Figures.Ladder(reports), GenEval.Reports.Figures.Gap(reports[0], reports[1]));
        Geneval compared = await Geneval.RunAsync("compare", Data("strategies.jsonl"), "--by", "strategy", "--format", "json", "-q");
        string said = Said("03-which-strategy.ipynb", "compare");
        foreach (JsonNode? comparison in JsonNode.Parse(compared.Out)!.AsArray())
        {
            string own = FormattableString.Invariant($"{(double)comparison!["byLevel"]!["intraTask"]!["estimate"]!:+0.000;-0.000}");
            string other = FormattableString.Invariant($"{(double)comparison["byLevel"]!["interTask"]!["estimate"]!:+0.000;-0.000}");
            Assert.Contains($"{(string)comparison["a"]!,-10} - {(string)comparison["b"]!,-10} own tasks {own}   new tasks {other}", said);
        }
    }

    [Fact]
    public async Task Its_power_is_that_of_power()
    {
        Geneval power = await Geneval.RunAsync("power", "--from", Suite("quickstart"), "--format", "json", "-q");
        string said = FormattableString.Invariant($"a difference of {(double)JsonNode.Parse(power.Out)!["minimumDetectableDifference"]!:0.000} with");
        Assert.Contains(said, Said("04-wordings-and-variance.ipynb", "power"));
    }

    [Fact]
    public async Task Its_live_model_is_that_of_run()
    {
        using Folder folder = new();
        string suite = Suite("scenario-legal");
        Report report = Assert.Single(await Evaluate(
            "run", suite, "--model", "legal-summarizer (constructed)", "--endpoint", "fixture:" + Path.Combine(suite, "responses", "constructed.jsonl"), "--store", folder["runs.db"]));
        Holds("05-a-live-model.ipynb", GenEval.Reports.Figures.Tasks(report));
    }

    [Fact]
    public async Task Its_learned_scorer_is_that_of_scorer_train_and_evaluate()
    {
        using Folder folder = new();
        const string Name = "06-learned-scorer.ipynb";
        string scorer = folder["scorer.json"];
        Geneval trained = await Geneval.RunAsync("scorer", "train", Data("ratings.jsonl"), "--trainer", "linear", "--output", scorer, "--format", "json", "-q");
        Assert.True(trained.ExitCode == 0, trained.Error);
        JsonNode card = JsonNode.Parse(trained.Out)!;
        string Auc(JsonNode agreement) => FormattableString.Invariant($"AUC {(double)agreement["auc"]!:0.000} ({(double)agreement["interval"]!["lower"]!:0.000} to {(double)agreement["interval"]!["upper"]!:0.000})");
        string said = Said(Name, "train");
        Assert.Contains("new tasks             " + Auc(card["crossValidation"]!), said);
        Assert.Contains("new tasks and models  " + Auc(card["newModels"]!), said);
        Assert.Contains("rougeL                " + Auc(card["baselines"]!["rougeL"]!), said);
        Holds(Name, GenEval.Reports.Figures.Calibration(
            [.. card["calibrationCurve"]!.AsArray().Select(b => new CalibrationBin((double)b!["meanScore"]!, (double)b["meanRating"]!, (int)b["count"]!))]));

        Report[] reports = [.. await Evaluate("evaluate", Data("facts.jsonl"), "--metric", "rougeL", "learned:" + scorer)];
        Assert.Equal(2, reports.Length);
        Assert.All(reports, report =>
        {
            string metric = report.Learned is null ? report.Metric : "learned:scorer.json";
            (Level own, Level other) = (report.Levels.IntraTask!, report.Levels.InterTask!);
            Assert.Contains(FormattableString.Invariant($"{metric,-19} own tasks {own.Estimate:0.000} {own.Verdict,-11}  new tasks {other.Estimate:0.000} {other.Verdict,-11}"), Said(Name, "evaluate"));
            Assert.Contains(FormattableString.Invariant($"{metric}: {report.Agreement!.Ratings} ratings, kappa {report.Agreement.Kappa!.Estimate:0.000}"), Said(Name, "agreement"));
            Assert.All(new[] { own, other }, level => Assert.Contains(
                FormattableString.Invariant($"metric {level.Estimate:0.000}   with {level.PredictionPowered!.Ratings} ratings {level.PredictionPowered.Estimate:0.000} ("), Said(Name, "agreement")));
        });
        Report learned = Assert.Single(reports, r => r.Learned is not null);
        Assert.StartsWith($"{learned.Learned!.OutsideRange} of {learned.Counts.Scored} ", Said(Name, "outside"));
        Holds(Name, GenEval.Reports.Figures.Ladder(learned with { Metric = "learned:scorer.json" }));
    }

    private static async Task<IReadOnlyList<Report>> Evaluate(params string[] arguments)
    {
        using Folder folder = new();
        Geneval run = await Geneval.RunAsync([.. arguments, "--format", "json", "--output", folder["report.json"], "-q"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return ReportJson.Read(folder["report.json"]);
    }

    private static void Holds(string notebook, params Figure[] figures)
    {
        string[] held = [.. Notebook.Read(Path.Combine(s_folder, notebook)).Cells.SelectMany(Figures).Select(data => data[Plotly]!.ToJsonString())];
        Assert.All(figures, figure => Assert.Contains(JsonNode.Parse(figure.ToJson())!.ToJsonString(), held));
    }

    private static NotebookCell Cell(string notebook, string id) => Notebook.Read(Path.Combine(s_folder, notebook)).Cells.Single(c => c.Id == id);

    private static string Said(string notebook, string id) => Cells.Joined(Cell(notebook, id).Outputs[0]["text"]);

    // A chart of another library has no SVG.
    private static IEnumerable<JsonObject> Figures(NotebookCell cell) => cell.Outputs.Select(o => o["data"]).OfType<JsonObject>().Where(d => d.ContainsKey(Plotly) && !cell.Tags.Contains("requires:plotly.net"));

    private static string Text(NotebookCell cell)
    {
        JsonNode copy = cell.Content.DeepClone();
        copy.AsObject().Remove("execution_count");
        foreach (JsonNode? output in copy["outputs"] as JsonArray ?? [])
        {
            output!.AsObject().Remove("execution_count");
        }

        return copy.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });
    }

    private static string Suite(string name) => Path.Combine(Shared.Root, "suites", name);

    private static string Data(string name) => Path.Combine(s_folder, "data", name);
}

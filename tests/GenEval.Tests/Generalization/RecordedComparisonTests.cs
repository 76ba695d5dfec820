using GenEval.Generalization;
using GenEval.Reports;
using GenEval.Tests.Cli;

namespace GenEval.Tests.Generalization;

/// <summary>Comparisons of what a user names: files, benchmarks beside them, labels, wordings; and how several are shown.</summary>
public sealed class RecordedComparisonTests
{
    private static readonly EvaluationOptions s_options = new() { Metrics = ["exact_string"] };

    [Fact]
    public void Wordings_are_compared_on_the_same_inputs_and_the_hint_says_how()
    {
        using Folder folder = new();
        string a = folder.File("a.jsonl", Lines("m1", "direct", "1100", "1010"));
        string b = folder.File("b.jsonl", Lines("m2", "cot", "1110", "1111"));
        Comparison apart = Assert.Single(Compare([a, b]));
        Assert.Equal((0, 8, 8), (apart.Pairs, apart.Unpaired.AOnly, apart.Unpaired.BOnly));
        Assert.Contains("--by instruction", apart.Warnings.Single(w => w.Code == "wordingsDiffer").Message, StringComparison.Ordinal);
        Comparison wordings = Assert.Single(Compare([a, b], by: "instruction"));
        Assert.Equal(("cot", "direct", 8), (wordings.A, wordings.B, wordings.Pairs));
        Assert.Equal(3 / 8.0, wordings.Difference.Estimate);
    }

    [Fact]
    public void Models_under_one_label_are_pooled_with_a_warning()
    {
        using Folder folder = new();
        string Labelled(string model, string strategy, string answers) =>
            Lines(model, "1", answers, answers).Replace("\"task\"", "\"labels\":{\"strategy\":\"" + strategy + "\"},\"task\"", StringComparison.Ordinal);
        string file = folder.File("r.jsonl", Labelled("seed1", "full", "1100") + "\n" + Labelled("seed2", "full", "0100") + "\n" + Labelled("seed1", "lora", "0000"));
        Comparison comparison = Assert.Single(Compare([file], by: "strategy"));
        Assert.Equal(("full", "lora", 8), (comparison.A, comparison.B, comparison.Pairs));
        Assert.Equal(1.5 / 4, comparison.Difference.Estimate);
        Assert.Contains("seed1, seed2", comparison.Warnings.Single(w => w.Code == "modelsPooled").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_benchmark_beside_the_answers_says_what_they_lack()
    {
        using Folder folder = new();
        string benchmark = folder.File("benchmark.jsonl", string.Join('\n', Enumerable.Range(0, 6).Select(i => $$"""{"id":"i{{i}}","instruction":"Say one, and then number {{i}}.","input":"","output":"1"}""")));
        string Of(string model, string answers) => folder.File(model + ".jsonl", string.Join('\n', answers.Select((answer, i) => $$"""{"model":"{{model}}","id":"i{{i}}","prediction":"{{answer}}"}""")));
        Comparison comparison = Assert.Single(Compare([Of("a", "111100"), benchmark, Of("b", "100000")]));
        Assert.Equal((6, 0.5), (comparison.Pairs, comparison.Difference.Estimate));
    }

    [Fact]
    public void Several_runs_are_a_matrix_with_p_adjusted_on_every_level()
    {
        using Folder folder = new();
        string[] files = [.. new[] { ("a", "1111"), ("b", "1110"), ("c", "0100"), ("d", "0000") }.Select(run =>
            folder.File(run.Item1, Lines(run.Item1, "1", [.. Enumerable.Repeat(run.Item2, 6), .. Enumerable.Repeat(run.Item2 == "1111" ? "1001" : run.Item2 == "0100" ? "1100" : run.Item2, 4)])))];
        IReadOnlyList<Comparison> comparisons = Compare(files);
        Assert.Equal(6, comparisons.Count);
        Difference[] across = [.. comparisons.Select(c => c.ByLevel.InterTask!)];
        Assert.Contains(across, d => d.PAdjusted > d.PValue);
        Assert.All(across, d => Assert.True(d.PValue is null ? d.PAdjusted is null : d.PAdjusted >= d.PValue));
        string table = Render(comparisons, ReportFormat.Table);
        Assert.StartsWith("4 runs: ", table, StringComparison.Ordinal);
        Assert.Contains("1 a ", table, StringComparison.Ordinal);
        Assert.True(table.Split('\n').Length < 60, table);
        string[] csv = Render(comparisons, ReportFormat.Csv).TrimEnd('\n').Split('\n');
        // For each pair: all, one level, ten tasks; numbers are numbers, with their sign.
        Assert.Equal(1 + (6 * 12), csv.Length);
        Assert.All(csv[1..], line => Assert.DoesNotContain("'", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Many_tasks_are_shown_in_part_and_kept_whole()
    {
        using Folder folder = new();
        string[] files = [folder.File("a", Lines("a", "1", [.. Enumerable.Repeat("11", 50)])), folder.File("b", Lines("b", "1", [.. Enumerable.Repeat("10", 50)]))];
        IReadOnlyList<Comparison> one = Compare(files);
        Assert.Equal(50, one[0].ByTask.Count);
        Assert.Contains("the 20 clearest of 50", Render(one, ReportFormat.Table), StringComparison.Ordinal);
        Assert.Equal(53, Render(one, ReportFormat.Csv).Split('\n').Length - 1);
    }

    private static string Render(IReadOnlyList<Comparison> comparisons, ReportFormat format)
    {
        using StringWriter writer = new();
        DocumentRenderer.Render(comparisons, format, writer);
        return writer.ToString();
    }

    private static IReadOnlyList<Comparison> Compare(string[] paths, string? by = null) =>
        RecordedAnswers.Compare(paths, by, options: s_options, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>A line for each answer, a text for each task.</summary>
    private static string Lines(string model, string instruction, params string[] tasks) => string.Join('\n', tasks.SelectMany((answers, task) => answers.Select((answer, input) =>
        $$"""{"model":"{{model}}","task":"t{{task}}","novelty":"unseen","instruction":"{{instruction}}","instance":"{{input}}","output":"{{answer}}","reference":"1"}""")));
}

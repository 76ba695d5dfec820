using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Answers to read, as text and nothing but text: the worst of each level, and some drawn at random.</summary>
internal static class HtmlAnswers
{
    public static void Write(Report report, HtmlWriter html, RenderOptions options)
    {
        AnswerSample[] worst = [.. TaskGroup.Worst(report.Worst, options.Worst)];
        AnswerSample[] sample = [.. report.Sample.OrderByDescending(a => a.Level)];
        if (worst.Length + sample.Length == 0)
        {
            return;
        }

        string all = Numbers.Count(report.Counts.Records);
        string random = sample.Length == 0 ? "" : $" Drawn at random, evenly over levels and tasks, seed {report.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {Numbers.Count(sample.Length)}, which show what is typical.";
        html.Write($"<section class=\"answers\">\n<h2>Answers to read</h2>\n<p class=\"note\">A sample of {all} answers. Chosen as the worst of their levels: {Numbers.Count(worst.Length)}, which are not typical.{random}</p>\n");
        html.Write($"""
            <p class="controls" hidden>
            <label>Find <input type="search" class="find" size="26" autocomplete="off" placeholder="in task, input or answer"></label>
            <label>Level <select class="by-level"><option value="">all</option>
            """);
        foreach (LevelKind kind in worst.Concat(sample).Select(a => a.Level).Distinct().Order())
        {
            html.Write($"<option value=\"{Words.Name(kind)}\">{Words.Title(kind)}</option>");
        }

        html.Write($"</select></label>\n<label>Chosen <select class=\"by-kind\"><option value=\"\">all</option><option value=\"worst\">as the worst</option><option value=\"random\">at random</option></select></label>\n<output class=\"count\"></output>\n</p>\n");
        foreach (AnswerSample answer in worst)
        {
            Answer(answer, "worst", html, options);
        }

        foreach (AnswerSample answer in sample)
        {
            Answer(answer, "random", html, options);
        }

        html.Write($"</section>\n");
    }

    private static void Answer(AnswerSample answer, string kind, HtmlWriter html, RenderOptions options)
    {
        string score = answer.Score is null ? $"unscored: {answer.Unscored}" : $"score {Numbers.Score(answer.Score)}";
        html.Write($"<article class=\"answer\" data-level=\"{Words.Name(answer.Level)}\" data-kind=\"{kind}\">\n<h3><bdi>{answer.Task}</bdi> <span class=\"chip\">{score}</span></h3>\n<p class=\"note\">{Words.Title(answer.Level)}, {(kind == "worst" ? "one of the worst" : "drawn at random")}");
        Named(html, "wording", answer.Instruction);
        Named(html, "input", answer.Instance);
        html.Write($"</p>\n<dl>\n");
        Part(html, "Input", answer.Input, options);
        foreach (string reference in answer.References)
        {
            Part(html, "Reference", reference, options);
        }

        if (string.IsNullOrEmpty(answer.Output))
        {
            html.Write($"<dt>Answer</dt><dd class=\"nothing\">{(answer.Output is null ? "no answer" : "an empty text")}</dd>\n");
        }

        Part(html, "Answer", answer.Output, options);
        html.Write($"</dl>\n</article>\n");
    }

    private static void Named(HtmlWriter html, string name, string? id)
    {
        if (id is not null)
        {
            html.Write($", {name} <bdi>{id}</bdi>");
        }
    }

    private static void Part(HtmlWriter html, string name, string? text, RenderOptions options)
    {
        if (!string.IsNullOrEmpty(text))
        {
            html.Write($"<dt>{name}</dt><dd dir=\"auto\">{new HtmlWriter.Block(text, options.TextLength)}</dd>\n");
        }
    }
}

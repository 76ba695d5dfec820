using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>The worst answers to read, as text and nothing but text.</summary>
internal static class HtmlAnswers
{
    public static void Write(Report report, HtmlWriter html, RenderOptions options)
    {
        AnswerSample[] samples = [.. TaskGroup.Worst(report, options.Worst)];
        if (samples.Length == 0)
        {
            return;
        }

        html.Write($"<section>\n<h2>The worst answers, to read</h2>\n<p class=\"note\">The lowest scores of each level, the hardest level first: chosen for being bad, not typical.</p>\n");
        foreach (AnswerSample sample in samples)
        {
            string score = sample.Score is null ? $"unscored: {sample.Unscored}" : $"score {Numbers.Score(sample.Score)}";
            html.Write($"<article class=\"answer\">\n<h3><bdi>{sample.Task}</bdi> <span class=\"chip\">{score}</span></h3>\n<p class=\"note\">{Words.Title(sample.Level)}");
            Named(html, "wording", sample.Instruction);
            Named(html, "input", sample.Instance);
            html.Write($"</p>\n<dl>\n");
            Part(html, "Input", sample.Input, options);
            foreach (string reference in sample.References)
            {
                Part(html, "Reference", reference, options);
            }

            if (string.IsNullOrEmpty(sample.Output))
            {
                html.Write($"<dt>Answer</dt><dd class=\"nothing\">{(sample.Output is null ? "no answer" : "an empty text")}</dd>\n");
            }

            Part(html, "Answer", sample.Output, options);
            html.Write($"</dl>\n</article>\n");
        }

        html.Write($"</section>\n");
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

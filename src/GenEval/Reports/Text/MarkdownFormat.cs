using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Reports in GitHub's Markdown: headings and tables, every text of a report escaped so that it is shown as it is.</summary>
internal static class MarkdownFormat
{
    public static void Write(IReadOnlyList<Report> reports, TextWriter writer, RenderOptions options)
    {
        for (int i = 0; i < reports.Count; i++)
        {
            if (i > 0)
            {
                writer.Write("\n---\n\n");
            }

            Write(reports[i], writer, options);
        }
    }

    private static void Write(Report report, TextWriter writer, RenderOptions options)
    {
        string suite = report.Suite is null ? "" : $" on {MarkdownText.Escape(report.Suite)}";
        Paragraph(writer, $"# {MarkdownText.Escape(report.Model)}{suite}: {Words.Of(report.Diagnosis.Kind)}");
        Paragraph(writer, $"**{Words.Sentence(report)}**");
        List(writer, report.Diagnosis.Reasons.Select(r => MarkdownText.Escape(r, 600)));
        Paragraph(writer, $"Scores are {MarkdownText.Escape(report.Metric)} in [0, 1]; a level generalizes above {Numbers.Short(report.Threshold)}; intervals and bounds at {Numbers.Percent(report.Confidence)}.");

        Paragraph(writer, "## The ladder");
        Table(writer, ["Level", "New to it", ">Estimate", ">Interval", "Verdict", ">Tasks", ">Records"], Words.Shown(report).Select(kind =>
        {
            Level? level = report.Levels[kind];
            string verdict = level is null ? Words.Of(verdict: null) + ": " + MarkdownText.Escape(Words.WhyNull(report, "levels." + Words.Name(kind))) : Words.Of(level.Verdict);
            return new[]
            {
                Words.Name(kind), Words.New(kind), Numbers.Score(level?.Estimate), Numbers.Range(level?.Interval), verdict,
                level is null ? Numbers.None : Numbers.Count(level.Tasks), level is null ? Numbers.None : Numbers.Count(level.Records),
            };
        }));
        Table(writer, ["Gap", "Between", ">Estimate", ">Interval", ">p", ">Ratio"], Findings.Gaps(report).Where(g => g.Gap is not null).Select(g => new[]
        {
            g.Name, g.Between, Numbers.Signed(g.Gap!.Estimate), Numbers.Range(g.Gap.Interval), Numbers.PValue(g.Gap.PValue).Replace("<", "\\<", StringComparison.Ordinal), Numbers.Short(g.Gap.Ratio),
        }));
        List(writer, Findings.Shares(report).Concat(Findings.Lines(report)).Select(l => MarkdownText.Escape(l, 600)));
        if (report.Warnings.Count > 0)
        {
            Paragraph(writer, "## Before you trust the numbers");
            List(writer, report.Warnings.Select(w => $"**{MarkdownText.Escape(w.Code)}**: {MarkdownText.Escape(w.Message, 600)}"));
        }

        Paragraph(writer, MarkdownText.Escape(Words.Sum(report.Counts), 1000));
        Tasks(report, writer, options);
        Worst(report, writer, options);
    }

    private static void Tasks(Report report, TextWriter writer, RenderOptions options)
    {
        foreach (TaskGroup group in TaskGroup.Of(report, options.Tasks))
        {
            Paragraph(writer, $"## Tasks: {Words.Name(group.Level)}, {Words.Asked(group.Level)}");
            Table(writer, ["Task", "Category", ">Estimate", ">Interval", "Verdict", ">Records", ">Unscored"], group.Rows.Select(row => new[]
            {
                MarkdownText.Escape(row.Task), MarkdownText.Escape(row.Category), Numbers.Score(row.Estimate), Numbers.Range(row.Interval), Words.Of(row.Verdict),
                Numbers.Count(row.Records), Numbers.Count(row.Unscored),
            }));
            if (group.Left > 0)
            {
                Paragraph(writer, $"{Numbers.Count(group.Left)} more tasks with higher estimates are left out; the JSON report has all.");
            }
        }
    }

    private static void Worst(Report report, TextWriter writer, RenderOptions options)
    {
        AnswerSample[] samples = [.. TaskGroup.Worst(report.Worst, options.Worst)];
        if (samples.Length > 0)
        {
            Paragraph(writer, "## The worst answers");
        }

        foreach (AnswerSample sample in samples)
        {
            string score = sample.Score is null ? $"unscored ({MarkdownText.Escape(sample.Unscored)})" : $"score {Numbers.Score(sample.Score)}";
            Paragraph(writer, $"### {Words.Name(sample.Level)}: {MarkdownText.Escape(sample.Task)}, {score}");
            (string Title, string? Text)[] parts = [("Input", sample.Input), .. sample.References.Select(r => ("Reference", (string?)r)), ("Answer", sample.Output)];
            foreach ((string title, string? text) in parts.Where(p => p.Text is not null))
            {
                Paragraph(writer, $"{title}:");
                Code(writer, SafeText.Block(text, options.TextLength));
            }
        }
    }

    private static void Paragraph(TextWriter writer, string text) => writer.Write(text + "\n\n");

    private static void List(TextWriter writer, IEnumerable<string> items)
    {
        bool any = false;
        foreach (string item in items)
        {
            writer.Write($"- {item}\n");
            any = true;
        }

        writer.Write(any ? "\n" : "");
    }

    // A title that starts with > is of a column of numbers.
    public static void Table(TextWriter writer, string[] titles, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length > 0)
        {
            writer.Write($"| {string.Join(" | ", titles.Select(t => t.TrimStart('>')))} |\n");
            writer.Write($"| {string.Join(" | ", titles.Select(t => t[0] == '>' ? "---:" : "---"))} |\n");
            foreach (string[] row in all)
            {
                writer.Write($"| {string.Join(" | ", row)} |\n");
            }

            writer.Write("\n");
        }
    }

    // Indented: no fence that the text itself could close.
    private static void Code(TextWriter writer, string text)
    {
        foreach (string line in text.Split('\n'))
        {
            writer.Write($"    {line}\n");
        }

        writer.Write("\n");
    }
}

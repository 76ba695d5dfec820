using GenEval.Suites;

namespace GenEval.Runs.Judging;

/// <summary>Reads the FILE.json of <c>judge:FILE.json</c>; docs/judging.md has its fields. Whatever it cannot use is an error, with its place.</summary>
public static class JudgeFile
{
    /// <summary>Reads a judge.</summary>
    /// <exception cref="GenEvalException">The file cannot be read, holds a key, a field that is unknown or a value that cannot be used.</exception>
    public static JudgeSettings Read(string path)
    {
        JsonFields fields = JsonFields.OfFile(path);
        JudgeSettings judge = new()
        {
            Model = ModelFields.Read(fields, path),
            Prices = ModelFields.Prices(fields),
            Kind = fields.Optional("kind") switch
            {
                null or "rubric" => JudgeKind.Rubric,
                "reference" => JudgeKind.Reference,
                { } other => throw fields.Problem("kind", $"'kind' is {Quote.Of(other)}; rubric or reference is expected.", "rubric gives a number on a scale, reference compares with the reference answer."),
            },
            Criteria = fields.Optional("criteria") ?? JudgeSettings.DefaultCriteria,
            Prompt = fields.Optional("prompt"),
            Repeats = ModelFields.Whole(fields, "repeats", 1) ?? 1,
            Cache = fields.Flag("cache") ?? true,
        };
        judge = judge.Kind == JudgeKind.Rubric
            ? judge with { Scale = Scale(fields) }
            : judge with { Tie = fields.Share("tie") ?? 1, Swap = fields.Flag("swap") ?? true };
        ModelFields.ThrowIfUnknown(fields, judge.Kind == JudgeKind.Rubric ? ["kind", "criteria", "prompt", "scale", "repeats", "cache"] : ["kind", "criteria", "prompt", "tie", "swap", "repeats", "cache"]);
        try
        {
            _ = new JudgePrompt(judge);
        }
        catch (GenEvalException e) when (e.Id == "PromptInvalid")
        {
            throw fields.Problem("prompt", e.Message, e.Action ?? "");
        }

        return judge;
    }

    private static (double, double) Scale(JsonFields fields) => fields.Numbers("scale") switch
    {
        null => (1, 5),
        [var low, var high] when low < high => (low, high),
        _ => throw fields.Problem("scale", "'scale' must be the worst and the best verdict, as in [1, 5].", "Write [LOW, HIGH], low first."),
    };
}

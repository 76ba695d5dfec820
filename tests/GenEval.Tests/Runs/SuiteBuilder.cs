using System.Globalization;
using GenEval.Suites;

namespace GenEval.Tests.Runs;

/// <summary>Suites of any size whose every prompt is different.</summary>
internal static class SuiteBuilder
{
    public static Suite Of(int tasks = 3, int inputs = 4, int wordings = 2, string? system = null) => new()
    {
        Name = "built",
        Version = "1.0",
        Metric = "exact_match",
        System = system,
        Prompt = PromptTemplate.Parse("{instruction}: {input}"),
        Tasks = [.. Enumerable.Range(0, tasks).Select(t => new SuiteTask
        {
            Id = Name("task", t),
            Category = "built",
            Novelty = t % 2 == 0 ? Novelty.Seen : Novelty.Unseen,
            Metric = t == 1 ? "f1" : null,
            Instructions = [.. Enumerable.Range(0, wordings).Select(w => new SuiteInstruction(Name("w", w), $"Task {Name("", t)}, wording {Name("", w)}", w == 0 ? null : Novelty.Unseen))],
        })],
        Instances = [.. from t in Enumerable.Range(0, tasks) from i in Enumerable.Range(0, inputs) select new SuiteInstance
        {
            Task = Name("task", t),
            Id = Name("i", i),
            Input = $"input {Name("", i)} 日本",
            References = [$"reference {Name("", i)}"],
            Novelty = Novelty.Unseen,
        }],
    };

    private static string Name(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);
}

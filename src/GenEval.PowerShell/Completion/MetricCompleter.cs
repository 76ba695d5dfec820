using System.Collections;
using GenEval.Scoring;

namespace GenEval.PowerShell.Completion;

/// <summary>The metrics' names, each with what a score of 1 means.</summary>
internal sealed class MetricCompleter : ChoiceCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Choices(IDictionary bound) =>
        Scorers.All.OrderBy(metric => metric.Name, StringComparer.OrdinalIgnoreCase).Select(metric => (metric.Name, metric.Summary));
}

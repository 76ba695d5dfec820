using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.Scoring;

namespace GenEval.PowerShell.Completion;

/// <summary>The metrics' names, each with what a score of 1 means.</summary>
internal sealed class MetricCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Scorers.All
            .Where(m => m.Name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase)
            .Select(m => new CompletionResult(m.Name, m.Name, CompletionResultType.ParameterValue, m.Summary));
}

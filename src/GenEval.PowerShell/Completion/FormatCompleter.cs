using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.Suites.Formats;

namespace GenEval.PowerShell.Completion;

/// <summary>The formats of benchmarks, each with what its files are.</summary>
internal sealed class FormatCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        FormatList.All
            .Where(f => f.Kind == FormatKind.Benchmark)
            .Select(f => (f.Name, f.Summary))
            .Prepend((FormatList.Auto, "By the content."))
            .Where(f => f.Item1.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(f => new CompletionResult(f.Item1, f.Item1, CompletionResultType.ParameterValue, f.Item2));
}

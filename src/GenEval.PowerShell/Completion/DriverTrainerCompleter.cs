using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.Generalization.Drivers;

namespace GenEval.PowerShell.Completion;

/// <summary>The driver trainers' names, the default first.</summary>
internal sealed class DriverTrainerCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        DriverTrainers.Names.Where(n => n.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(n => new CompletionResult(n, n, CompletionResultType.ParameterValue, n));
}

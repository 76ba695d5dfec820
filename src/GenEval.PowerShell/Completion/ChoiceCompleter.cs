using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GenEval.PowerShell.Completion;

/// <summary>Completes one of some names that need no quotes, each with a tip.</summary>
internal abstract class ChoiceCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Choices(fakeBoundParameters)
            .Where(choice => choice.Name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(choice => new CompletionResult(choice.Name, choice.Name, CompletionResultType.ParameterValue, choice.Tip));

    /// <summary>All there are, in the order in which they are offered.</summary>
    private protected abstract IEnumerable<(string Name, string Tip)> Choices(IDictionary bound);
}

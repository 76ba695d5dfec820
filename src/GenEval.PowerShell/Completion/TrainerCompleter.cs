using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.Generalization.Learned;

namespace GenEval.PowerShell.Completion;

/// <summary>The trainers' names; which of them are here, only training says, since that loads ML.NET.</summary>
internal sealed class TrainerCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ScorerTraining.TrainerNames
            .Where(n => n.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(n => new CompletionResult(n, n, CompletionResultType.ParameterValue, n == ScorerOptions.Auto ? "The best of those there are in cross-validation." : n));
}

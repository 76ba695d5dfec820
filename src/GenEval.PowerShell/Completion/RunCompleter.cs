using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Completion;

/// <summary>The ids of the stored runs, the newest first, with what each is of.</summary>
internal sealed class RunCompleter : ChoiceCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Choices(IDictionary bound) => StoredNames.Runs(bound).Select(run => (run.Id, string.Create(
        CultureInfo.InvariantCulture, $"{run.Created:yyyy-MM-dd HH:mm} {run.State}, {run.Counts.Done}/{run.Cells}: {Views.Text(run.Model)} on {Views.Text(run.Suite)}")));
}

/// <summary>The names of models that stored runs are of.</summary>
internal sealed class ModelCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        StoredNames.Complete(StoredNames.Runs(fakeBoundParameters).Select(r => r.Model), wordToComplete);
}

/// <summary>The names of suites that stored runs are of.</summary>
internal sealed class SuiteCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        StoredNames.Complete(StoredNames.Runs(fakeBoundParameters).Select(r => r.Suite), wordToComplete);
}

/// <summary>What the store knows; nothing where it cannot be read, since a completion must never fail.</summary>
internal static class StoredNames
{
    public static IReadOnlyList<RunInfo> Runs(IDictionary bound)
    {
        try
        {
            RunStore store = RunStore.OpenAsync(bound["Store"] as string, StoreMode.Read).GetAwaiter().GetResult();
            return store.ListAsync().GetAwaiter().GetResult();
        }
        catch (GenEvalException)
        {
            return [];
        }
    }

    public static IEnumerable<CompletionResult> Complete(IEnumerable<string> names, string word) => names
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Where(n => n.StartsWith(word.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
        .Select(n => new CompletionResult(Quoted(n), n, CompletionResultType.ParameterValue, Views.Text(n)));

    private static string Quoted(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':') ? name : $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}

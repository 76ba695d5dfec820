using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Completion;

/// <summary>The ids of the stored runs, the newest first, with what each is of.</summary>
internal sealed class RunCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        StoredNames.Runs(fakeBoundParameters)
            .Where(r => r.Id.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(r => new CompletionResult(r.Id, r.Id, CompletionResultType.ParameterValue, string.Create(
                CultureInfo.InvariantCulture, $"{r.Created:yyyy-MM-dd HH:mm} {r.State}, {r.Counts.Done}/{r.Cells}: {Views.Text(r.Model)} on {Views.Text(r.Suite)}")));
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

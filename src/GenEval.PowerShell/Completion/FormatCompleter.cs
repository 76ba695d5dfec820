using System.Collections;
using GenEval.Suites.Formats;

namespace GenEval.PowerShell.Completion;

/// <summary>The formats of benchmarks, each with what its files are.</summary>
internal sealed class FormatCompleter : ChoiceCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Choices(IDictionary bound) =>
        FormatList.All.Where(format => format.Kind == FormatKind.Benchmark).Select(format => (format.Name, format.Summary)).Prepend((FormatList.Auto, "By the content."));
}

using System.Collections;
using GenEval.Generalization.Drivers;

namespace GenEval.PowerShell.Completion;

/// <summary>The driver trainers' names, the default first.</summary>
internal sealed class DriverTrainerCompleter : ChoiceCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Choices(IDictionary bound) =>
        DriverTrainers.Names.Select(name => (name, name));
}

using System.Collections;
using GenEval.Generalization.Learned;

namespace GenEval.PowerShell.Completion;

/// <summary>The trainers' names; which of them are here, only training says, since that loads ML.NET.</summary>
internal sealed class TrainerCompleter : ChoiceCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Choices(IDictionary bound) =>
        ScorerTraining.TrainerNames.Select(name => (name, name == ScorerOptions.Auto ? "The best of those there are in cross-validation." : name));
}

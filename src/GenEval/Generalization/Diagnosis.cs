namespace GenEval.Generalization;

/// <summary>What kind of generalizer the run shows; the first rule that matches.</summary>
public enum DiagnosisKind
{
    /// <summary>The numbers do not decide.</summary>
    Inconclusive,

    /// <summary>Recalls training inputs, fails new ones.</summary>
    Memorizer,

    /// <summary>Fails new inputs of its own tasks.</summary>
    Weak,

    /// <summary>Good within its tasks, not across.</summary>
    TaskSpecialist,

    /// <summary>Good within its tasks as long as the wording is the trained one.</summary>
    WordingBrittle,

    /// <summary>Good within and across tasks.</summary>
    Generalist,
}

/// <summary>The diagnosis with sentences that name levels and numbers.</summary>
/// <param name="Kind">The first rule that matched.</param>
/// <param name="Reasons">Why, in sentences.</param>
/// <param name="Secondary">Further rules that matched.</param>
public sealed record Diagnosis(DiagnosisKind Kind, IReadOnlyList<string> Reasons, IReadOnlyList<DiagnosisKind> Secondary);

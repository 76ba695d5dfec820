namespace GenEval.Generalization;

/// <summary>A way to treat the answers that do not speak for themselves; a verdict must hold under all of them.</summary>
internal enum Scenario
{
    /// <summary>As the user asked.</summary>
    AsAsked,

    /// <summary>Every unscored answer counts as 0.</summary>
    UnscoredZero,

    /// <summary>Every unscored answer counts as 1.</summary>
    UnscoredOne,

    /// <summary>Answers without text are left out.</summary>
    WithoutEmpty,
}

internal static class ScenarioRule
{
    /// <summary>The cell's score under the scenario; null means that the cell is left out.</summary>
    public static double? Score(this Scenario scenario, in Cell cell, UnscoredPolicy policy) => scenario switch
    {
        Scenario.UnscoredZero => cell.Score ?? 0,
        Scenario.UnscoredOne => cell.Score ?? 1,
        Scenario.WithoutEmpty when cell.Empty => null,
        _ => cell.Score ?? (policy == UnscoredPolicy.Zero ? 0 : null),
    };
}

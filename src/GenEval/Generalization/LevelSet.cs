namespace GenEval.Generalization;

/// <summary>The rungs, from the easiest claim to the hardest; <see cref="Unlabelled"/> is none of them.</summary>
public enum LevelKind
{
    /// <summary>Task seen, input seen.</summary>
    Recall,

    /// <summary>Task and wording seen, input new.</summary>
    IntraTask,

    /// <summary>Task seen, wording and input new.</summary>
    Instruction,

    /// <summary>Task unseen.</summary>
    InterTask,

    /// <summary>The labels do not say.</summary>
    Unlabelled,
}

/// <summary>The rungs of the ladder; a rung without records is null.</summary>
public sealed record LevelSet
{
    /// <summary>Training instances of seen tasks.</summary>
    public Level? Recall { get; init; }

    /// <summary>New inputs of seen tasks.</summary>
    public Level? IntraTask { get; init; }

    /// <summary>New wordings of seen tasks.</summary>
    public Level? Instruction { get; init; }

    /// <summary>Unseen tasks.</summary>
    public Level? InterTask { get; init; }

    /// <summary>Records whose labels do not say where they stand.</summary>
    public Level? Unlabelled { get; init; }

    /// <summary>The rung of that kind, or null.</summary>
    public Level? this[LevelKind kind] => kind switch
    {
        LevelKind.Recall => Recall,
        LevelKind.IntraTask => IntraTask,
        LevelKind.Instruction => Instruction,
        LevelKind.InterTask => InterTask,
        _ => Unlabelled,
    };
}

namespace GenEval.Statistics;

/// <summary>How wordings stand to tasks.</summary>
public enum WordingDesign
{
    /// <summary>Every task under the same wordings: column i means the same in every task.</summary>
    Crossed,

    /// <summary>Every task has wordings of its own.</summary>
    Nested,
}

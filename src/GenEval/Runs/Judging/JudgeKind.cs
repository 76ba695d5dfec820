namespace GenEval.Runs.Judging;

/// <summary>What a judge is asked.</summary>
public enum JudgeKind
{
    /// <summary>A number on a scale, by criteria.</summary>
    Rubric,

    /// <summary>Which of two texts is better, the answer or a reference.</summary>
    Reference,
}

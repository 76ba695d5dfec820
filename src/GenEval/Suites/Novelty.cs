namespace GenEval.Suites;

/// <summary>Was it in the tuning mixture? Said of a task, of an instruction and of an instance.</summary>
public enum Novelty
{
    /// <summary>Nobody said, or somebody said that it is not known.</summary>
    Unknown,

    /// <summary>In the tuning mixture.</summary>
    Seen,

    /// <summary>Not in the tuning mixture.</summary>
    Unseen,
}

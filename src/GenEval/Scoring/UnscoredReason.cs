namespace GenEval.Scoring;

/// <summary>Why an answer has no score. Every unscored answer is counted under exactly one of these.</summary>
public static class UnscoredReason
{
    /// <summary>The call failed; the kind stands behind the dot (<c>failed.timeout</c>), <c>failed.unknown</c> where none was given.</summary>
    public const string FailedPrefix = "failed.";

    /// <summary>The model refused to answer.</summary>
    public const string Refused = "refused";

    /// <summary>A content filter withheld the answer.</summary>
    public const string Filtered = "filtered";

    /// <summary>The metric needs a reference and there is none.</summary>
    public const string NoReference = "noReference";

    /// <summary>The judge gave no usable verdict.</summary>
    public const string NotJudged = "notJudged";

    /// <summary>The record does not carry the named score.</summary>
    public const string Missing = "missing";
}

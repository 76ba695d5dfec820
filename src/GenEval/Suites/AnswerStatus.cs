namespace GenEval.Suites;

/// <summary>The words of a record's <c>status</c>, and the one rule that says whether a record holds an answer.</summary>
public static class AnswerStatus
{
    /// <summary>The model answered.</summary>
    public const string Answered = "answered";

    /// <summary>The model refused.</summary>
    public const string Refused = "refused";

    /// <summary>A content filter withheld the answer.</summary>
    public const string Filtered = "filtered";

    /// <summary>The call failed; <c>failed.KIND</c> says how.</summary>
    public const string Failed = "failed";

    private const string FailedPrefix = "failed.";

    private static readonly HashSet<string> s_meansAnswered =
        new(StringComparer.OrdinalIgnoreCase) { "ok", "success", "succeeded", "complete", "completed", "done", "finished", "pass", "passed" };

    /// <summary>
    /// Why a record holds no answer (<c>failed.KIND</c>, <c>refused</c>, <c>filtered</c>), or null where it holds one, which may be an empty text.
    /// An output of null without a status is <c>failed.unknown</c>, or <c>failed.error</c> where it comes with an error's text.
    /// </summary>
    public static string? FailureOf(EvaluationRecord record) => record.Status switch
    {
        null or Answered => record.Output is not null ? null : record.Error is null ? FailedPrefix + "unknown" : FailedPrefix + "error",
        Failed => FailedPrefix + "unknown",
        Refused => Refused,
        Filtered => Filtered,
        string status when status.StartsWith(FailedPrefix, StringComparison.Ordinal) => status,
        string status => FailedPrefix + status,
    };

    internal static RecordProblem? Check(string status)
    {
        const string Action = "Write answered, refused, filtered, failed or failed.KIND (failed.timeout); without a status, an output is an answer.";
        if (status.Length == 0 || status.Equals(FailedPrefix, StringComparison.Ordinal) || status.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return new($"the status {Quote.Of(status)} is not one word.", Action);
        }

        return s_meansAnswered.Contains(status)
            ? new($"the status {Quote.Of(status)} would count as a failure, because every status but 'answered' does.", Action)
            : null;
    }
}

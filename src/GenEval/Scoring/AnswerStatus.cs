using GenEval.Suites;

namespace GenEval.Scoring;

/// <summary>Whether a record holds an answer at all: the same rule for live and recorded ones.</summary>
public static class AnswerStatus
{
    private const string Answered = "answered";
    private const string Failed = "failed";
    private const string Unknown = "unknown";

    /// <summary>
    /// Null where the record holds an answer: an output that is not null (it may be empty) and a status that says answered or nothing. Else the reason:
    /// <c>refused</c>, <c>filtered</c>, <c>failed.KIND</c> for a status of <c>failed.KIND</c> or one that is none of the known words (<c>timeout</c>
    /// becomes <c>failed.timeout</c>), and <c>failed.unknown</c> where no kind is given or an output of null is claimed to be answered.
    /// An output of null whose finish is <c>content_filter</c> was filtered.
    /// </summary>
    public static string? WhyNone(EvaluationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        string? status = string.IsNullOrWhiteSpace(record.Status) ? null : record.Status.Trim();
        if (status is not null && !Is(status, Answered))
        {
            return Reason(status);
        }

        return record.Output is not null ? null
            : status is null && Is(record.Finish, "content_filter") ? UnscoredReason.Filtered
            : UnscoredReason.FailedPrefix + Unknown;
    }

    private static string Reason(string status)
    {
        if (Is(status, UnscoredReason.Refused))
        {
            return UnscoredReason.Refused;
        }

        if (Is(status, UnscoredReason.Filtered))
        {
            return UnscoredReason.Filtered;
        }

        string kind = Is(status, Failed) ? ""
            : status.StartsWith(UnscoredReason.FailedPrefix, StringComparison.OrdinalIgnoreCase) ? status[UnscoredReason.FailedPrefix.Length..]
            : status;
        return UnscoredReason.FailedPrefix + (kind.Length == 0 ? Unknown : kind);
    }

    private static bool Is(string? word, string known) => string.Equals(word, known, StringComparison.OrdinalIgnoreCase);
}

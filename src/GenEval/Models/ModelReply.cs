using System.Text.Json.Serialization;

namespace GenEval.Models;

/// <summary>How a prompt ended: exactly one status, with what it took to get there.</summary>
public sealed record ModelReply
{
    /// <summary>The status of an answer, also of an empty one.</summary>
    public const string Answered = "answered";

    /// <summary>The status where the model refused.</summary>
    public const string Refused = "refused";

    /// <summary>The status where a content filter withheld the prompt or the answer.</summary>
    public const string Filtered = "filtered";

    /// <summary>What stands before a failure's kind in a status.</summary>
    public const string FailedPrefix = "failed.";

    /// <summary>answered, refused, filtered or failed.KIND.</summary>
    public required string Status { get; init; }

    /// <summary>The text as it came; null where there is none. It is an answer only with the status answered.</summary>
    public string? Text { get; init; }

    /// <summary>Why the model stopped: stop, length, ...; null where unknown.</summary>
    public string? Finish { get; init; }

    /// <summary>What the failure or refusal said, without keys.</summary>
    public string? Error { get; init; }

    /// <summary>How many calls were sent; 0 for an answer from the cache.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the attempts before the last did not count: kinds of <see cref="FailureKind"/>, <c>empty</c> and <c>unusable</c>, separated by spaces.</summary>
    public string? Trail { get; init; }

    /// <summary>Tokens of the prompt as the endpoint counts them, or null.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of the answer as the endpoint counts them, or null.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>How long the last call took, without waits.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether there is an answer, be it empty.</summary>
    [JsonIgnore]
    public bool IsAnswered => Status.Equals(Answered, StringComparison.Ordinal);

    /// <summary>Whether the text is nothing but white space of ASCII, as far as a database can tell too.</summary>
    [JsonIgnore]
    internal bool IsBlank => Text.AsSpan().Trim(" \t\n\v\f\r").IsEmpty;

    /// <summary>The kind of the failure, or null where the call did not fail.</summary>
    [JsonIgnore]
    public string? Failure => Status.StartsWith(FailedPrefix, StringComparison.Ordinal) ? Status[FailedPrefix.Length..] : null;
}

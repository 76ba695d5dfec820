namespace GenEval.Models;

/// <summary>A call that gave no answer; its message never holds a key.</summary>
public sealed class ModelCallException : Exception
{
    /// <summary>A failed call of a kind of <see cref="FailureKind"/>.</summary>
    public ModelCallException(string kind, string message, Exception? innerException = null) : base(message, innerException) => Kind = kind;

    /// <summary>One of <see cref="FailureKind"/>.</summary>
    public string Kind { get; }

    /// <summary>The HTTP status, or null where there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the endpoint asks to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a content filter refused the prompt: then the outcome is <c>filtered</c> and no failure.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>Whether the endpoint says that it has too much to do: 429, or 503.</summary>
    public bool IsOverload => Status is 429 or 503;
}

namespace GenEval;

/// <summary>
/// Bad input or bad usage, said so that a person can act on it: what is wrong, where, what was expected and what to do next.
/// Its message is complete; a face prints it without a stack trace and exits with 2.
/// </summary>
public class GenEvalException : Exception
{
    /// <summary>An error with a message that says what, where and what was expected.</summary>
    public GenEvalException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>A stable name for the kind of error, PascalCase; documented in about_GenEval_Errors.</summary>
    public string Id { get; init; } = "InvalidInput";

    /// <summary>The next thing to type or do, or null where the message says it all.</summary>
    public string? Action { get; init; }
}

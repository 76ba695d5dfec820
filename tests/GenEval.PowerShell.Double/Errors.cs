namespace System.Management.Automation;

public sealed class ErrorRecord(Exception exception, string errorId, ErrorCategory errorCategory, object? targetObject)
{
    public Exception Exception => exception;

    public string FullyQualifiedErrorId => errorId;

    public ErrorCategoryInfo CategoryInfo { get; } = new(errorCategory);

    public object? TargetObject => targetObject;

    public ErrorDetails? ErrorDetails { get; set; }
}

public sealed class ErrorCategoryInfo(ErrorCategory category)
{
    public ErrorCategory Category => category;
}

public sealed class ErrorDetails(string message)
{
    public string Message => message;

    public string? RecommendedAction { get; set; }
}

/// <summary>What the double throws where PowerShell ends the statement.</summary>
public sealed class TerminatingErrorException(ErrorRecord error) : Exception(error.Exception.Message)
{
    public ErrorRecord ErrorRecord => error;
}

public class PipelineStoppedException : Exception;

public sealed class PSArgumentException(string message) : ArgumentException(message);

public class ArgumentTransformationMetadataException(string message, Exception? innerException) : Exception(message, innerException)
{
    public ArgumentTransformationMetadataException(string message) : this(message, innerException: null)
    {
    }
}

/// <summary>The values are PowerShell's: they are compiled into the cmdlets as numbers.</summary>
public enum ErrorCategory
{
    NotSpecified,
    OpenError,
    CloseError,
    DeviceError,
    DeadlockDetected,
    InvalidArgument,
    InvalidData,
    InvalidOperation,
    InvalidResult,
    InvalidType,
    MetadataError,
    NotImplemented,
    NotInstalled,
    ObjectNotFound,
    OperationStopped,
    OperationTimeout,
    SyntaxError,
    ParserError,
    PermissionDenied,
    ResourceBusy,
    ResourceExists,
    ResourceUnavailable,
    ReadError,
    WriteError,
    FromStdErr,
    SecurityError,
    ProtocolError,
    ConnectionError,
    AuthenticationError,
    LimitsExceeded,
    QuotaExceeded,
    NotEnabled,
}

namespace GenEval.Tests.Models;

/// <summary>What a fault server does with one request.</summary>
public enum Fault
{
    Answer,
    RateLimit,
    RateLimitUntilDate,
    ServerError,
    Unavailable,
    ResetBeforeFirstByte,
    ResetAfterFirstByte,
    HalfBody,
    InvalidJson,
    Empty,
    ContentFilter,
    Refusal,
    Stall,
    WrongContentType,
    Gzip,
    TornUnicode,
    Truncated,
    BadRequest,
    Unauthorized,
    NotFound,
}

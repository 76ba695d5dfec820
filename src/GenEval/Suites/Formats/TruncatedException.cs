namespace GenEval.Suites.Formats;

/// <summary>A log ends in the middle: it was cut off, or is still being written. What came before it is right.</summary>
internal sealed class TruncatedException(string message, Exception? inner = null) : Exception(message, inner);

namespace GenEval.Suites;

/// <summary>Something that a reader met and went on with, but that the person should know.</summary>
/// <param name="Code">A stable name, camelCase.</param>
/// <param name="Message">What was met, how often, and what was done with it.</param>
public sealed record SuiteWarning(string Code, string Message);

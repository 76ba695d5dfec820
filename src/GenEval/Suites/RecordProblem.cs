namespace GenEval.Suites;

/// <summary>What is wrong with a value and what to do about it; the reader adds the place.</summary>
internal sealed record RecordProblem(string Message, string Action)
{
    public SuiteFormatException At(string file, long line, long? column = null) => new(Message, file, line, column) { Action = Action };
}

namespace GenEval.Notebooks;

/// <summary>Exceptions of cells as notebooks show them: no path of this machine, no frame but the notebook's own.</summary>
internal static class CellErrors
{
    public static CellError Of(Exception exception)
    {
        List<string> trace = [$"{exception.GetType().Name}: {exception.Message}"];
        if (exception is GenEvalException { Action: { } action })
        {
            trace.Add($"Try: {action}");
        }

        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            trace.Add($"caused by {inner.GetType().Name}: {inner.Message}");
        }

        trace.AddRange((exception.StackTrace ?? "").Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("at Submission#", StringComparison.Ordinal)).Select(WithoutFile));
        return new(exception.GetType().Name, exception.Message, trace);
    }

    private static string WithoutFile(string frame) => frame.IndexOf(") in ", StringComparison.Ordinal) is >= 0 and var at ? frame[..(at + 1)] : frame;
}

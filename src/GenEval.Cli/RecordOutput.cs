using GenEval.Suites;

namespace GenEval.Cli;

/// <summary>Writes a stream of records where the user wants it.</summary>
internal static class RecordOutput
{
    private const int CountEvery = 1000;

    /// <returns>How many there were.</returns>
    public static long Write(IEnumerable<EvaluationRecord> records, string? path, CliConsole console, Progress progress, CancellationToken cancellationToken)
    {
        long count = 0;
        using RecordWriter writer = path is null ? RecordWriter.Create(console.Output()) : RecordWriter.Create(path);
        foreach (EvaluationRecord record in records)
        {
            writer.Write(record);
            if (++count % CountEvery == 0)
            {
                progress.Count(CountEvery);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        writer.Complete();
        return count;
    }

    public static void Warn(IEnumerable<SuiteWarning> warnings, bool quiet, CliConsole console)
    {
        foreach (SuiteWarning warning in quiet ? [] : warnings)
        {
            console.Error.WriteLine($"warning {warning.Code}: {Printable.Line(warning.Message)}");
        }
    }
}

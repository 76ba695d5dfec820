using System.Data.Common;
using System.Text;
using GenEval.Models;

namespace GenEval.Runs.Stores;

/// <summary>A cell's outcome as the store keeps it.</summary>
/// <param name="Cell">The cell's number in the plan.</param>
/// <param name="Reply">How its prompt ended.</param>
/// <param name="Finished">When, in Unix milliseconds.</param>
internal readonly record struct StoredResponse(int Cell, ModelReply Reply, long Finished)
{
    public const string Columns = "place, status, output, finish, error, attempts, trail, input_tokens, output_tokens, milliseconds, finished";

    /// <summary>The condition that a row is of the run of the parameter <c>@number</c>.</summary>
    public const string OfRun = "place BETWEEN @number << 32 AND (@number << 32) + 4294967295";

    /// <summary>A cell's place among the responses of all runs: the run's number in the upper half, the cell's in the lower.</summary>
    public static long PlaceOf(RunInfo run, int cell) => (run.Number << 32) + cell;

    /// <summary>The cell of a place.</summary>
    public static int CellOf(long place) => (int)place;

    public static StoredResponse Read(DbDataReader row) => new(
        CellOf(row.GetInt64(0)),
        new ModelReply
        {
            Status = row.GetString(1),
            Text = row.IsDBNull(2) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(2)),
            Finish = row.TextOrNull(3),
            Error = row.TextOrNull(4),
            Attempts = (int)row.GetInt64(5),
            Trail = row.TextOrNull(6),
            InputTokens = row.LongOrNull(7),
            OutputTokens = row.LongOrNull(8),
            Duration = TimeSpan.FromMilliseconds(row.GetInt64(9)),
        },
        row.GetInt64(10));
}

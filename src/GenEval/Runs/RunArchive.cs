using System.IO.Compression;
using System.Text;
using System.Text.Json;
using GenEval.Models;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>
/// A run as one file that another store takes in: JSON Lines, a header (<c>geneval.run/1</c>), the lines of the plan, and an outcome a line.
/// Compressed where the file's name ends in <c>.gz</c>.
/// </summary>
public static class RunArchive
{
    /// <summary>Writes a run; the file appears whole or not at all.</summary>
    /// <exception cref="GenEvalException">There is no such run, or the file cannot be written.</exception>
    public static async Task<RunInfo> ExportAsync(RunStore store, string id, string path, CancellationToken cancellationToken = default)
    {
        RunInfo run = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        byte[] plan = await store.PlanContentAsync(run, cancellationToken).ConfigureAwait(false);
        using AtomicFile file = new(path);
        using BufferedStream buffered = new(file, 1 << 16);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            using GZipStream zip = new(buffered, CompressionLevel.Optimal, leaveOpen: true);
            await WriteAsync(store, run, plan, zip, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(store, run, plan, buffered, cancellationToken).ConfigureAwait(false);
        }

        buffered.Flush();
        file.Commit();
        return run;
    }

    /// <summary>Takes a run into a store, whole or not at all, under the id that it has.</summary>
    /// <exception cref="GenEvalException">The file is no whole export, or the store has a run of this id.</exception>
    public static async Task<RunInfo> ImportAsync(RunStore store, string path, CancellationToken cancellationToken = default)
    {
        using ArchiveReader archive = new(path);
        await store.InsertAsync(archive.Run, archive.Plan, archive.Responses(), cancellationToken).ConfigureAwait(false);
        return await store.FindAsync(archive.Run.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a file begins as an exported run does.</summary>
    public static bool IsArchive(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using StreamReader reader = new(InputFile.Open(path, new RecordReadOptions()));
            char[] head = new char[ArchiveReader.Beginning.Length];
            return reader.ReadBlock(head) == head.Length && head.AsSpan().SequenceEqual(ArchiveReader.Beginning);
        }
        catch (Exception e) when (e is GenEvalException or IOException or InvalidDataException)
        {
            // Whoever reads it for what it is says what is wrong.
            return false;
        }
    }

    /// <summary>An exported run as records, as <see cref="RunStore.ReadAsync"/> gives them of a stored one; no store is needed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="suiteRead">Called with the part of the suite that was run, before the first record.</param>
    /// <exception cref="GenEvalException">While enumerating: the file is no whole export.</exception>
    public static IEnumerable<EvaluationRecord> Read(string path, Action<Suite>? suiteRead = null)
    {
        using ArchiveReader archive = new(path);
        RunPlan plan = archive.RestorePlan();
        suiteRead?.Invoke(plan.Suite);
        foreach (EvaluationRecord record in CellRecords.OfAsync(archive.Run, plan, archive.Responses().ToAsyncEnumerable(), CancellationToken.None).ToBlockingEnumerable())
        {
            yield return record;
        }
    }

    private static async Task WriteAsync(RunStore store, RunInfo run, byte[] plan, Stream target, CancellationToken cancellationToken)
    {
        ArchiveHeader header = new(ArchiveReader.Schema, run.Id, run.Kind, run.Suite, run.Model, run.Endpoint, run.Settings, run.Plan, run.Cells,
            run.Created.ToUnixTimeMilliseconds(), run.Updated.ToUnixTimeMilliseconds(), run.Note, PlanContent.Lines(plan).Count(), run.Counts.Done);
        Line(target, JsonSerializer.SerializeToUtf8Bytes(header, PlanJson.Default.ArchiveHeader));
        foreach (string line in PlanContent.Lines(plan))
        {
            Line(target, Encoding.UTF8.GetBytes(line));
        }

        int written = 0;
        await foreach (StoredResponse response in store.ResponsesAsync(run, cancellationToken).ConfigureAwait(false))
        {
            // A run that goes on while it is exported stays what the header says.
            if (written++ < run.Counts.Done)
            {
                Line(target, JsonSerializer.SerializeToUtf8Bytes(new ArchiveResponse(response.Cell, response.Finished, response.Reply), PlanJson.Default.ArchiveResponse));
            }
        }
    }

    private static void Line(Stream target, byte[] line)
    {
        target.Write(line);
        target.WriteByte((byte)'\n');
    }
}

/// <summary>The first line of an exported run.</summary>
internal sealed record ArchiveHeader(
    string Schema, string Id, string Kind, string Suite, string Model, string Endpoint, RunSettings Settings, string Plan, int Cells, long Created, long Updated, string? Note,
    int PlanLines, int Responses)
{
    public RunInfo ToRun() => new()
    {
        Id = Id,
        Kind = Kind,
        Suite = Suite,
        Model = Model,
        Endpoint = Endpoint,
        Settings = Settings,
        Plan = Plan,
        Cells = Cells,
        Created = DateTimeOffset.FromUnixTimeMilliseconds(Created),
        Updated = DateTimeOffset.FromUnixTimeMilliseconds(Updated),
        Note = Note,
    };
}

/// <summary>One outcome of an exported run.</summary>
internal sealed record ArchiveResponse(int Cell, long Finished, ModelReply Reply);

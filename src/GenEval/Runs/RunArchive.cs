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
    private const string Schema = "geneval.run/1";

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
        using Stream stream = InputFile.Open(path, new RecordReadOptions());
        using StreamReader reader = new(stream);
        long number = 0;
        try
        {
            ArchiveHeader? header = JsonSerializer.Deserialize(Next(), PlanJson.Default.ArchiveHeader);
            if (header?.Schema is not Schema)
            {
                throw Broken(path, 1, $"the first line is not that of an exported run ({Schema}).");
            }

            (byte[] plan, string hash) = PlanContent.Pack(Enumerable.Range(0, header.PlanLines).Select(_ => Next()), header.Settings.Repeats);
            if (!hash.Equals(header.Plan, StringComparison.Ordinal))
            {
                throw Broken(path, number, "the plan's lines are not those that were exported.");
            }

            RunInfo run = header.ToRun();
            await store.InsertAsync(run, plan, Responses(), cancellationToken).ConfigureAwait(false);
            return await store.FindAsync(run.Id, cancellationToken).ConfigureAwait(false);

            IEnumerable<StoredResponse> Responses()
            {
                for (int i = 0; i < header.Responses; i++)
                {
                    ArchiveResponse response = JsonSerializer.Deserialize(Next(), PlanJson.Default.ArchiveResponse)!;
                    yield return response.Cell >= 0 && response.Cell < header.Cells
                        ? new StoredResponse(response.Cell, response.Reply, response.Finished)
                        : throw Broken(path, number, "the outcome is of a prompt that the plan does not have.");
                }
            }
        }
        catch (JsonException e)
        {
            throw Broken(path, number, e.Message, e);
        }

        string Next()
        {
            number++;
            return reader.ReadLine() ?? throw Broken(path, number, "the file ends too early.");
        }
    }

    private static async Task WriteAsync(RunStore store, RunInfo run, byte[] plan, Stream target, CancellationToken cancellationToken)
    {
        ArchiveHeader header = new(Schema, run.Id, run.Kind, run.Suite, run.Model, run.Endpoint, run.Settings, run.Plan, run.Cells,
            run.Created.ToUnixTimeMilliseconds(), run.Updated.ToUnixTimeMilliseconds(), run.Note, PlanContent.Lines(plan).Count(), run.Counts.Done);
        Line(target, JsonSerializer.SerializeToUtf8Bytes(header, PlanJson.Default.ArchiveHeader));
        foreach (string line in PlanContent.Lines(plan))
        {
            Line(target, Encoding.UTF8.GetBytes(line));
        }

        int written = 0;
        await foreach (StoredResponse response in store.ResponsesAsync(run.Id, cancellationToken).ConfigureAwait(false))
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

    private static SuiteFormatException Broken(string path, long line, string what, Exception? inner = null) =>
        new(what, path, line, column: null, inner) { Id = "RunArchiveInvalid", Action = "Export the run again: geneval runs export RUN --output FILE.jsonl.gz" };
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

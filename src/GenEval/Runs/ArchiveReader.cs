using System.Text.Json;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>Reads an exported run: its header and plan at once, its outcomes one after the other. Whatever is not whole is an error with its line.</summary>
internal sealed class ArchiveReader : IDisposable
{
    public const string Schema = "geneval.run/1";

    /// <summary>What every export begins with.</summary>
    public const string Beginning = $$"""{"schema":"{{Schema}}",""";

    private readonly StreamReader _reader;
    private readonly string _path;
    private readonly ArchiveHeader _header;
    private long _number;

    public ArchiveReader(string path)
    {
        _path = path;
        _reader = new StreamReader(InputFile.Open(path, new RecordReadOptions()));
        try
        {
            _header = Parse(() => JsonSerializer.Deserialize(Next(), PlanJson.Default.ArchiveHeader)) is { Schema: Schema } header
                ? header
                : throw Broken($"the first line is not that of an exported run ({Schema}).");
            (Plan, string hash) = PlanContent.Pack(Enumerable.Range(0, _header.PlanLines).Select(_ => Next()), _header.Settings.Repeats);
            if (!hash.Equals(_header.Plan, StringComparison.Ordinal))
            {
                throw Broken("the plan's lines are not those that were exported.");
            }

            Run = _header.ToRun();
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public RunInfo Run { get; }

    /// <summary>The plan as a store keeps it.</summary>
    public byte[] Plan { get; }

    public RunPlan RestorePlan() => Parse(() => RunPlan.Restore(Plan, Run.Plan, Run.Settings));

    public IEnumerable<StoredResponse> Responses()
    {
        for (int i = 0; i < _header.Responses; i++)
        {
            ArchiveResponse response = Parse(() => JsonSerializer.Deserialize(Next(), PlanJson.Default.ArchiveResponse)!);
            yield return response.Cell >= 0 && response.Cell < _header.Cells
                ? new StoredResponse(response.Cell, response.Reply, response.Finished)
                : throw Broken("the outcome is of a prompt that the plan does not have.");
        }
    }

    public void Dispose() => _reader.Dispose();

    private T Parse<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw Broken(e.Message, e);
        }
    }

    private string Next()
    {
        _number++;
        return _reader.ReadLine() ?? throw Broken("the file ends too early.");
    }

    private SuiteFormatException Broken(string what, Exception? inner = null) =>
        new(what, _path, _number, column: null, inner) { Id = "RunArchiveInvalid", Action = "Export the run again: geneval runs export RUN --output FILE.jsonl.gz" };
}

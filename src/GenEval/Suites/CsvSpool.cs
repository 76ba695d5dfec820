using CsvHelper;

namespace GenEval.Suites;

/// <summary>
/// Holds records as lines in a temporary file until all are known, since a table's header names every column that any row has, and then
/// writes the table.
/// </summary>
internal sealed class CsvSpool : IDisposable
{
    private static readonly RecordField[] s_fields = [.. Enum.GetValues<RecordField>()
        .Where(f => f is not (RecordField.Extra or RecordField.Scores or RecordField.Labels or RecordField.Reference))];

    private readonly HashSet<RecordField> _used = [RecordField.Task, RecordField.Output];
    private readonly SortedSet<string> _scores = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _labels = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _extra = new(StringComparer.Ordinal);

    public FileStream Stream { get; } = new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, FileOptions.DeleteOnClose);

    /// <summary>Takes note of the columns that a record needs.</summary>
    public void Note(EvaluationRecord record)
    {
        foreach (RecordField field in s_fields)
        {
            if (!_used.Contains(field) && CsvCells.Of(record, field).Length > 0)
            {
                _used.Add(field);
            }
        }

        _scores.UnionWith(record.Scores?.Keys ?? []);
        _labels.UnionWith(record.Labels?.Keys ?? []);
        _extra.UnionWith(record.Extra?.Keys ?? []);
    }

    /// <param name="stream">Where the table goes.</param>
    /// <param name="hasAnswers">Whether the rows are answers; otherwise whoever answers them adds the column.</param>
    public void WriteTable(Stream stream, bool hasAnswers)
    {
        Stream.Position = 0;
        using CsvWriter csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        RecordField[] fields = [.. s_fields.Where(f => _used.Contains(f) && (hasAnswers || f is not (RecordField.Output or RecordField.Status)))];
        csv.WriteHeader([
            .. fields.Select(RecordFields.NameOf), .. _scores.Select(name => "scores." + name), .. _labels.Select(name => "labels." + name), .. _extra.Select(CsvText.Escape)]);
        foreach (EvaluationRecord record in RecordReader.Read(Stream, "-", new() { Format = RecordFormat.JsonLines, MaxLineBytes = int.MaxValue / 2 }))
        {
            foreach (RecordField field in fields)
            {
                csv.WriteField(CsvCells.Of(record, field));
            }

            foreach (string name in _scores)
            {
                csv.WriteField(record.Scores is not null && record.Scores.TryGetValue(name, out double score) ? CsvCells.Number(score) : "");
            }

            foreach (string name in _labels)
            {
                csv.WriteField(record.Labels is not null && record.Labels.TryGetValue(name, out string? label) ? CsvText.Escape(label) : "");
            }

            foreach (string name in _extra)
            {
                csv.WriteField(CsvCells.Extra(record, name));
            }

            csv.EndRecord();
        }
    }

    public void Dispose() => Stream.Dispose();
}

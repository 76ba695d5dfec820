using System.Globalization;

namespace GenEval.Suites.Formats;

/// <summary>What the readers of one import share: the options, and what they noticed, which is told at the end and counted instead of repeated.</summary>
internal sealed class ImportContext(RecordReadOptions options)
{
    /// <summary>The code of the warning that an import is partial; the command line's exit code depends on it.</summary>
    public const string PartialImport = "partialImport";

    private readonly Dictionary<(string Code, string Key), (long Count, string What, RecordOrigin First)> _notes = [];
    private readonly List<SuiteWarning> _warnings = [];

    public RecordReadOptions Options => options;

    /// <summary>Notices something that may come up again; <paramref name="what"/> follows the count: "3 values of 'x' ...".</summary>
    public void Note(string code, string key, string what, RecordOrigin origin)
    {
        (long count, _, RecordOrigin first) = _notes.GetValueOrDefault((code, key));
        _notes[(code, key)] = (count + 1, what, count == 0 ? origin : first);
    }

    /// <summary>Counts it once more where it was noticed before; then nobody needs to say it again.</summary>
    public bool IsNoted(string code, string key)
    {
        if (!_notes.TryGetValue((code, key), out (long Count, string What, RecordOrigin First) note))
        {
            return false;
        }

        _notes[(code, key)] = note with { Count = note.Count + 1 };
        return true;
    }

    public void Warn(string code, string message) => _warnings.Add(new(code, message));

    /// <summary>Says that a file's answers could not all be read. Where nobody listens to warnings, this is an error.</summary>
    public void Partial(string file, string why)
    {
        if (options.Warn is null)
        {
            throw new SuiteFormatException($"only a part of it can be read: {why}.", file) { Id = "PartialImport", Action = "Wait until the log is finished, or copy it again." };
        }

        _warnings.Add(new(PartialImport, $"{file}: only a part of it was read: {why}."));
    }

    /// <summary>The names of the parts of a log's entry that are needed: the reader's own and the beginnings of mapped paths.</summary>
    public HashSet<string> Wanted(params IEnumerable<string> own)
    {
        HashSet<string> wanted = new(own, StringComparer.Ordinal);
        foreach (string column in options.Map?.Columns ?? [])
        {
            wanted.Add(column);
            wanted.Add(column.Split('.')[0]);
        }

        return wanted;
    }

    /// <summary>Tells everything that was noticed.</summary>
    public void Flush()
    {
        foreach (((string code, _), (long count, string what, RecordOrigin first)) in _notes.OrderBy(note => note.Key.Code, StringComparer.Ordinal).ThenBy(note => note.Key.Key, StringComparer.Ordinal))
        {
            _warnings.Add(new(code, string.Create(CultureInfo.InvariantCulture, $"{count} {what} (first at {first}).")));
        }

        foreach (SuiteWarning warning in _warnings)
        {
            options.Warn?.Invoke(warning);
        }

        _notes.Clear();
        _warnings.Clear();
    }
}

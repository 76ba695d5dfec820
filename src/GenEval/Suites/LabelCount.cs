using System.Globalization;

namespace GenEval.Suites;

/// <summary>Counts records that do not say whether their task was tuned on, so that an import can say how to label them.</summary>
public sealed class LabelCount
{
    private readonly SortedSet<string> _tasks = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _categories = new(StringComparer.Ordinal);
    private long _records;
    private long _unlabelled;

    /// <summary>The same records, counted as they pass.</summary>
    public IEnumerable<EvaluationRecord> Counting(IEnumerable<EvaluationRecord> records)
    {
        foreach (EvaluationRecord record in records)
        {
            _records++;
            if (record.Novelty is null or Novelty.Unknown)
            {
                _unlabelled++;
                _tasks.Add(record.Task);
                if (record.Category is { } category)
                {
                    _categories.Add(category);
                }
            }

            yield return record;
        }
    }

    /// <summary>The warning that some are unlabelled, with the command that labels them; none where all are labelled.</summary>
    /// <param name="command">The command that was given, to which the label is to be added.</param>
    public IEnumerable<SuiteWarning> Warnings(string command)
    {
        if (_unlabelled > 0)
        {
            string clusters = _categories.Count > 0 ? $", or --seen {Shell($"category:{_categories.First()}")} (categories: {Quote.List(_categories)})" : "";
            yield return new("unlabelled", string.Create(
                CultureInfo.InvariantCulture,
                $"{_unlabelled} of {_records} records, of {_tasks.Count} tasks ({Quote.List(_tasks)}), do not say whether their task was tuned on and stand on no rung; label them: {command} --seen FILE (the tuned tasks, one a line){clusters}."));
        }
    }

    private static string Shell(string text) => text.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-:.") ? "'" + text.Replace("'", "", StringComparison.Ordinal) + "'" : text;
}

using System.Globalization;
using System.IO.Enumeration;

namespace GenEval.Suites;

/// <summary>
/// Which tasks were tuned on, as <c>--seen</c> says it: names (or patterns with * and ?) of tasks, or of their clusters as <c>category:NAME</c>.
/// What matches is seen and everything else unseen, for records that say nothing or <c>unknown</c> themselves. A record's own word stands;
/// where it contradicts, a warning says how often.
/// </summary>
public sealed class SeenLabels
{
    private const string CategoryPrefix = "category:";

    private readonly string _source;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string> _patterns = [];
    private readonly Dictionary<(string Task, string? Category), bool> _known = [];
    private readonly SortedSet<string> _contradicted = new(StringComparer.Ordinal);
    private long _contradictions;

    private SeenLabels(string source, IEnumerable<string> entries)
    {
        _source = source;
        foreach (string entry in entries.Select(e => e.Trim()).Where(e => e.Length > 0))
        {
            if (entry.AsSpan().ContainsAny('*', '?'))
            {
                _patterns.Add(entry);
            }
            else
            {
                _names.Add(entry);
            }
        }
    }

    /// <summary>The argument of <c>--seen</c>: a file of that name where there is one, else a pattern.</summary>
    /// <exception cref="GenEvalException">It is neither, or the file names no task.</exception>
    public static SeenLabels Parse(string argument)
    {
        if (File.Exists(argument))
        {
            return FromFile(argument);
        }

        return argument.AsSpan().ContainsAny('*', '?') || argument.StartsWith(CategoryPrefix, StringComparison.Ordinal)
            ? new(argument, [argument])
            : throw new GenEvalException($"--seen {argument}: there is no such file, and it is no pattern either.")
            {
                Id = "SeenInvalid",
                Action = "Give a file with one task name a line (or a JSON array of them), or a pattern in quotes such as 'translate_*' or 'category:Translation'.",
            };
    }

    /// <summary>Task names, patterns and <c>category:NAME</c> entries from a program.</summary>
    public static SeenLabels FromNames(IEnumerable<string> entries) => new("the list", entries);

    /// <summary>
    /// A file: a JSON array of names; a JSON object with such an array under <c>seen</c>, <c>train</c> or <c>tasks</c>; JSON Lines whose objects
    /// say <c>task</c>, <c>task_name</c> or <c>id</c> (a tuning mixture, a suite's tasks); or plain lines, where # begins a comment.
    /// </summary>
    public static SeenLabels FromFile(string path)
    {
        SeenLabels labels = new(path, SeenFile.ReadNames(path));
        return labels._names.Count + labels._patterns.Count > 0
            ? labels
            : throw new GenEvalException($"--seen {path}: the file names no task.")
            {
                Id = "SeenInvalid",
                Action = "Write one task name a line, or a JSON array of them.",
            };
    }

    /// <summary>The novelty of a task: <paramref name="own"/> where it is seen or unseen, else what the list says.</summary>
    public Novelty Label(string task, string? category, Novelty? own)
    {
        if (!_known.TryGetValue((task, category), out bool seen))
        {
            _known[(task, category)] = seen = Matches(task) | (category is not null && Matches(CategoryPrefix + category));
        }

        Novelty said = seen ? Novelty.Seen : Novelty.Unseen;
        if (own is null or Novelty.Unknown)
        {
            return said;
        }

        if (own != said)
        {
            _contradictions++;
            _contradicted.Add(task);
        }

        return own.Value;
    }

    /// <summary>What was odd about the labels, once the records are read: contradictions, names that matched nothing.</summary>
    public IEnumerable<SuiteWarning> Warnings()
    {
        if (_contradictions > 0)
        {
            yield return new("seenContradicts", string.Create(
                CultureInfo.InvariantCulture,
                $"--seen {_source} contradicts what {_contradictions} records of {Quote.List(_contradicted)} say themselves; the records' own novelty was kept."));
        }

        string[] unused = [.. _names.Concat(_patterns).Where(name => !_used.Contains(name)).Order(StringComparer.Ordinal)];
        if (_used.Count == 0)
        {
            yield return new("seenMatchesNothing", $"--seen {_source} matches no task, so every task counts as unseen: {Quote.List(unused)}.");
        }
        else if (unused.Length > 0 && _patterns.Count + _names.Count < 10_000)
        {
            yield return new("seenUnused", string.Create(
                CultureInfo.InvariantCulture, $"{unused.Length} of {_names.Count + _patterns.Count} entries of --seen {_source} match no task of these records: {Quote.List(unused)}."));
        }
    }

    private bool Matches(string name)
    {
        bool matches = _names.Contains(name);
        if (matches)
        {
            _used.Add(name);
        }

        foreach (string pattern in _patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)
                && pattern.StartsWith(CategoryPrefix, StringComparison.Ordinal) == name.StartsWith(CategoryPrefix, StringComparison.Ordinal))
            {
                _used.Add(pattern);
                matches = true;
            }
        }

        return matches;
    }
}

using System.Globalization;
using System.IO.Enumeration;

namespace GenEval.Suites;

/// <summary>
/// Which tasks were tuned on, as <c>--seen</c> says it: names (or patterns with * and ?) of tasks, or of their clusters as <c>category:NAME</c>.
/// What matches is seen and everything else unseen, for records that say nothing or <c>unknown</c> themselves. After <c>clusters:</c> a task is unseen
/// only if no task of its category is named; one that is not named itself, in a category where another is, stays unknown. A record's own word stands;
/// where it contradicts, a warning says how often.
/// </summary>
public sealed partial class SeenLabels
{
    private const string CategoryPrefix = "category:";

    /// <summary>What stands before a file or pattern that labels by cluster.</summary>
    public const string ClustersPrefix = "clusters:";

    private readonly string _source;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string> _patterns = [];
    private readonly Dictionary<(string Task, string? Category), Novelty> _known = [];
    private readonly SortedSet<string> _contradicted = new(StringComparer.Ordinal);
    private long _contradictions;

    private SeenLabels(string source, IEnumerable<SeenEntry> entries)
    {
        _source = source;
        foreach (SeenEntry entry in entries)
        {
            string name = entry.Name.Trim();
            if (name.AsSpan().ContainsAny('*', '?'))
            {
                _patterns.Add(name);
            }
            else if (name.Length > 0)
            {
                _names.Add(name);
            }

            if (entry.Category is { } category)
            {
                _clusters.Add(category);
            }
        }
    }

    /// <summary>The argument of <c>--seen</c>: a file of that name where there is one, else a pattern; either after <c>clusters:</c>.</summary>
    /// <exception cref="GenEvalException">It is neither, or the file names no task.</exception>
    public static SeenLabels Parse(string argument)
    {
        if (File.Exists(argument))
        {
            return FromFile(argument);
        }

        if (argument.StartsWith(ClustersPrefix, StringComparison.Ordinal))
        {
            return new(argument, Parse(argument[ClustersPrefix.Length..]));
        }

        return argument.AsSpan().ContainsAny('*', '?') || argument.StartsWith(CategoryPrefix, StringComparison.Ordinal)
            ? new(argument, [new(argument)])
            : throw new GenEvalException($"--seen {argument}: there is no such file, and it is no pattern either.")
            {
                Id = "SeenInvalid",
                Action = "Give a file with one task name a line (or a JSON array of them), or a pattern in quotes such as 'translate_*' or 'category:Translation'.",
            };
    }

    /// <summary>Task names, patterns and <c>category:NAME</c> entries from a program.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="byCluster">Whether a task is unseen only if no task of its category is named, as after <c>clusters:</c>.</param>
    public static SeenLabels FromNames(IEnumerable<string> entries, bool byCluster = false)
    {
        SeenLabels labels = new("the list", entries.Select(entry => new SeenEntry(entry)));
        return byCluster ? new("the list", labels) : labels;
    }

    /// <summary>
    /// A file: a JSON array of names; a JSON object with such an array under <c>seen</c>, <c>train</c> or <c>tasks</c>; JSON Lines whose objects
    /// say <c>task</c>, <c>task_name</c> or <c>id</c> (a tuning mixture, a suite's tasks); or plain lines, where # begins a comment.
    /// </summary>
    public static SeenLabels FromFile(string path)
    {
        SeenLabels labels = new(path, SeenFile.Read(path));
        return labels._names.Count + labels._patterns.Count > 0
            ? labels
            : throw new GenEvalException($"--seen {path}: the file names no task.")
            {
                Id = "SeenInvalid",
                Action = "Write one task name a line, or a JSON array of them.",
            };
    }

    /// <summary>The novelty of a task: <paramref name="own"/> where it is seen or unseen, else what the list says.</summary>
    /// <exception cref="GenEvalException">The labels go by clusters, and the tasks' categories were not learned before.</exception>
    public Novelty Label(string task, string? category, Novelty? own)
    {
        if (!_known.TryGetValue((task, category), out Novelty said))
        {
            _known[(task, category)] = said = Said(task, category);
        }

        if (own is null or Novelty.Unknown)
        {
            CountUnlabelled(said, task, category);
            return said;
        }

        // Whoever calls himself seen in a tuned cluster may well be; whoever calls himself unseen there is not.
        if (own != said && (said != Novelty.Unknown || (own == Novelty.Unseen && category is not null)))
        {
            _contradictions++;
            _contradicted.Add(task);
        }

        return own.Value;
    }

    /// <summary>The suite with its tasks labelled.</summary>
    public Suite Label(Suite suite)
    {
        Learn(suite.Tasks.Select(task => (task.Id, task.Category)));
        return suite with { Tasks = [.. suite.Tasks.Select(task => task with { Novelty = Label(task.Id, task.Category, task.Novelty) })] };
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

        foreach (SuiteWarning warning in ClusterWarnings())
        {
            yield return warning;
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

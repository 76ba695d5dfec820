using System.Globalization;

namespace GenEval.Suites;

/// <summary>Labels by cluster, as FLAN's authors held them out: a cluster with a task that was tuned on holds no unseen task.</summary>
public sealed partial class SeenLabels
{
    private readonly HashSet<string> _clusters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _tunedClusters = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _withoutCluster = new(StringComparer.Ordinal);
    private bool _learned;
    private long _inTunedClusters;
    private long _ofNoCluster;

    private SeenLabels(string source, SeenLabels list)
        : this(source, [])
    {
        _names.UnionWith(list._names);
        _patterns.AddRange(list._patterns);
        _clusters.UnionWith(list._clusters);
        ByCluster = true;
    }

    /// <summary>Whether the labels go by clusters; then <see cref="Learn"/> must see all tasks before the first is labelled.</summary>
    public bool ByCluster { get; }

    /// <summary>Learns which clusters were tuned on from the categories of the tasks that the list names.</summary>
    public void Learn(IEnumerable<(string Task, string? Category)> tasks)
    {
        if (!ByCluster)
        {
            return;
        }

        foreach ((string task, string? category) in tasks.Distinct())
        {
            if (category is not null && (Matches(task) | Matches(CategoryPrefix + category)))
            {
                _clusters.Add(category);
            }
        }

        _learned = true;
        _known.Clear();
    }

    private Novelty Said(string task, string? category)
    {
        bool seen = Matches(task) | (category is not null && Matches(CategoryPrefix + category));
        return seen ? Novelty.Seen
            : !ByCluster ? Novelty.Unseen
            : !_learned ? throw NotLearned()
            : category is null || _clusters.Contains(category) ? Novelty.Unknown : Novelty.Unseen;
    }

    private static GenEvalException NotLearned() => new($"--seen {ClustersPrefix}... has to know all tasks and their categories before the first record is labelled.")
    {
        Id = "SeenInvalid",
        Action = "Name the records' file instead of handing over one record after the other.",
    };

    private void CountUnlabelled(Novelty said, string task, string? category)
    {
        if (said != Novelty.Unknown)
        {
            return;
        }

        if (category is null)
        {
            _ofNoCluster++;
            _withoutCluster.Add(task);
            return;
        }

        _inTunedClusters++;
        if (!_tunedClusters.TryGetValue(category, out SortedSet<string>? tasks))
        {
            _tunedClusters.Add(category, tasks = new(StringComparer.Ordinal));
        }

        tasks.Add(task);
    }

    private IEnumerable<SuiteWarning> ClusterWarnings()
    {
        if (_inTunedClusters > 0)
        {
            yield return new("clusterTunedOn", string.Create(
                CultureInfo.InvariantCulture,
                $"{_inTunedClusters} records of {Quote.List(_tunedClusters.Values.SelectMany(tasks => tasks))} are of tasks that --seen {_source} does not name, in clusters of which it names others ({Quote.List(_tunedClusters.Keys)}): they are neither seen nor unseen and count at no level. To count them as seen, name category:{_tunedClusters.Keys.First()} too (in a file, one entry a line)."));
        }

        if (_ofNoCluster > 0)
        {
            yield return new("clusterUnknown", string.Create(
                CultureInfo.InvariantCulture,
                $"{_ofNoCluster} records of {Quote.List(_withoutCluster)} have no category, so that nobody knows their cluster; they count at no level. Say which column has it: --map COLUMN=category."));
        }
    }
}

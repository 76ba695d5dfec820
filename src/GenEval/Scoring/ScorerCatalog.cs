using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>
/// The metrics by name. A value: <see cref="With"/> gives a new catalog with one more, and those who hold the old one see no change.
/// A metric is asked for as <c>NAME</c> or <c>NAME:ARGUMENT</c>; names are case-sensitive, as the field writes them.
/// </summary>
public sealed class ScorerCatalog
{
    private readonly IReadOnlyList<(MetricInfo Info, Func<string?, IScorer> Create)> _metrics;

    private ScorerCatalog(IReadOnlyList<(MetricInfo Info, Func<string?, IScorer> Create)> metrics)
    {
        _metrics = metrics;
        All = [.. metrics.Select(metric => metric.Info)];
    }

    /// <summary>No metric at all.</summary>
    public static ScorerCatalog Empty { get; } = new([]);

    /// <summary>What each metric says of itself, in the order in which they were added.</summary>
    public IReadOnlyList<MetricInfo> All { get; }

    /// <summary>A catalog with one more metric.</summary>
    /// <param name="info">What the metric says of itself; its name has no colon and is not taken.</param>
    /// <param name="create">
    /// Makes the scorer from what stands behind the colon, null where nothing does; throws <see cref="BadArgument"/> where it cannot be used.
    /// </param>
    /// <exception cref="GenEvalException">The name is taken, empty or has a colon.</exception>
    public ScorerCatalog With(MetricInfo info, Func<string?, IScorer> create)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(create);
        if (info.Name.Length == 0 || info.Name.Contains(':', StringComparison.Ordinal) || All.Any(known => string.Equals(known.Name, info.Name, StringComparison.Ordinal)))
        {
            throw new GenEvalException($"'{info.Name}' cannot be a new metric's name: a name is not empty, has no colon and is not taken.")
            {
                Id = "MetricNameInvalid",
            };
        }

        return new([.. _metrics, (info, create)]);
    }

    /// <summary>The same metrics where files behind the colon are found by other rules than the process's: relative to a session's location.</summary>
    /// <param name="path">Gives the file that a name stands for.</param>
    public ScorerCatalog Resolving(Func<string, string> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new([.. _metrics.Select(metric => metric.Info.Argument?.StartsWith("FILE", StringComparison.Ordinal) != true
            ? metric : (metric.Info, argument => metric.Create(string.IsNullOrEmpty(argument) ? argument : path(argument))))]);
    }

    /// <summary>Whether a <c>NAME</c> or <c>NAME:ARGUMENT</c> names a metric of this catalog, whatever its argument.</summary>
    public bool Contains(string metric) => Find(metric, out _) is not null;

    /// <summary>What the metric of a <c>NAME</c> or <c>NAME:ARGUMENT</c> says of itself, or null where there is none.</summary>
    public MetricInfo? InfoOf(string metric) => Find(metric, out _)?.Info;

    /// <summary>The scorer for <c>NAME</c> or <c>NAME:ARGUMENT</c>.</summary>
    /// <exception cref="GenEvalException">There is no such metric, or its argument cannot be used.</exception>
    public IScorer Create(string metric)
    {
        if (Find(metric, out string? argument) is not { } found)
        {
            throw Unknown(metric);
        }

        if (argument is not null && found.Info.Argument is null)
        {
            throw BadArgument(found.Info, argument, "nothing behind the name");
        }

        return found.Create(argument);
    }

    /// <summary>The name of this catalog that is most like another, or null where none is near: for 'did you mean'.</summary>
    public string? Nearest(string metric)
    {
        string name = NameOf(metric);
        if (All.FirstOrDefault(info => string.Equals(info.Name, name, StringComparison.Ordinal)) is { } exact)
        {
            return $"{exact.Name}:{exact.Argument}";
        }

        int[] points = EditDistance.CodePoints(name.ToLowerInvariant());
        (string Name, int Distance)? nearest = null;
        foreach (MetricInfo info in All)
        {
            int distance = EditDistance.Between(points, EditDistance.CodePoints(info.Name.ToLowerInvariant()));
            if (distance <= int.Max(name.Length, info.Name.Length) / 3 && !(nearest?.Distance <= distance))
            {
                nearest = (info.Name, distance);
            }
        }

        return nearest?.Name;
    }

    /// <summary>The error of a metric whose argument cannot be used.</summary>
    public static GenEvalException BadArgument(MetricInfo info, string? argument, string expected)
    {
        ArgumentNullException.ThrowIfNull(info);
        string given = argument is null ? $"The metric '{info.Name}' has no argument." : $"The metric '{info.Name}' cannot use '{argument}'.";
        return new GenEvalException($"{given} Expected: {expected}.")
        {
            Id = "MetricArgumentInvalid",
            Action = $"Write the metric as '{info.Name}{(info.Argument is null ? "" : $":{info.Argument}")}'; docs/metrics.md has them all.",
        };
    }

    private static string NameOf(string metric)
    {
        int colon = metric.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? metric : metric[..colon];
    }

    private (MetricInfo Info, Func<string?, IScorer> Create)? Find(string metric, out string? argument)
    {
        string name = NameOf(metric);
        argument = name.Length < metric.Length ? metric[(name.Length + 1)..] : null;
        foreach ((MetricInfo Info, Func<string?, IScorer> Create) entry in _metrics)
        {
            if (string.Equals(entry.Info.Name, name, StringComparison.Ordinal) && (argument is not null || !entry.Info.OnlyWithArgument))
            {
                return entry;
            }
        }

        return null;
    }

    private GenEvalException Unknown(string metric)
    {
        string? nearest = Nearest(metric);
        string names = string.Join(", ", All.Select(info => info.Name));
        return new GenEvalException($"There is no metric '{NameOf(metric)}'. There are: {names}.")
        {
            Id = "MetricUnknown",
            Action = nearest is null ? "Choose one of these, or add one: docs/metrics.md says how." : $"Did you mean '{nearest}'?",
        };
    }
}

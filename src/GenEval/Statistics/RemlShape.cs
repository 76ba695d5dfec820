namespace GenEval.Statistics;

/// <summary>
/// Which cells a task has: all that its matrices depend on. Tasks of one shape, as all are in balanced data, are inverted once.
/// </summary>
internal sealed class RemlShape(int[] starts, int[] columns, double[] shares, int wordings) : IEquatable<RemlShape>
{
    /// <summary>Where each input's cells begin, and the end of the last.</summary>
    public int[] Starts { get; } = starts;

    /// <summary>Each cell's column.</summary>
    public int[] Columns { get; } = columns;

    /// <summary>1 / number of repeats of each cell.</summary>
    public double[] Shares { get; } = shares;

    /// <summary>How many columns: all wordings where crossed, the task's own where nested.</summary>
    public int Wordings { get; } = wordings;

    public int Inputs => Starts.Length - 1;

    /// <summary>How many of the columns have a cell.</summary>
    public int Asked { get; } = columns.Distinct().Count();

    public bool Equals(RemlShape? other) => other is not null
        && Wordings == other.Wordings
        && Starts.AsSpan().SequenceEqual(other.Starts)
        && Columns.AsSpan().SequenceEqual(other.Columns)
        && Shares.AsSpan().SequenceEqual(other.Shares);

    public override bool Equals(object? obj) => Equals(obj as RemlShape);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Starts.AsSpan()));
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Columns.AsSpan()));
        return hash.ToHashCode();
    }
}

/// <summary>A task's shape, by number, and its cell means, standardized.</summary>
internal readonly record struct RemlTask(int Shape, double[] Means);

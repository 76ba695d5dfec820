namespace GenEval.Statistics;

/// <summary>How a bootstrap is run. The result depends on the replicates and the seed, never on the threads.</summary>
public readonly record struct BootstrapOptions()
{
    /// <summary>B: how many replicates, at least 2.</summary>
    public int Replicates
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A bootstrap has two replicates or more.");
    } = 10_000;

    /// <summary>The seed; store it with the result.</summary>
    public long Seed { get; init; }

    /// <summary>At most this many threads; 0 for all processors.</summary>
    public int Threads
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Threads is 0, for all processors, or more.");
    }

    /// <summary>Runs every replicate once, on as many threads as are worth while for <paramref name="work"/> draws in all.</summary>
    internal void Run(double work, Action<int> replicate)
    {
        if (Threads == 1 || (Threads == 0 && work < 1e6))
        {
            for (int index = 0; index < Replicates; index++)
            {
                replicate(index);
            }

            return;
        }

        Parallel.For(0, Replicates, new ParallelOptions { MaxDegreeOfParallelism = Threads == 0 ? -1 : Threads }, replicate);
    }
}

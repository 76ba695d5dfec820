namespace GenEval.Statistics;

/// <summary>Where a resampling takes its indices from.</summary>
internal interface IIndexSource
{
    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    int Below(int count);
}

/// <summary>
/// The random stream of one replicate: SplitMix64 (Steele, Lea and Flood 2014) started from the seed and the replicate's index alone, so that neither
/// threads nor chunks change what a replicate draws.
/// </summary>
internal struct ReplicateStream : IIndexSource
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state;

    public ReplicateStream(long seed, long replicate) => _state = Mix(Mix((ulong)seed + Gamma) + (ulong)replicate * Gamma);

    public ulong Next() => Mix(_state += Gamma);

    /// <summary>Uniform to within <paramref name="count"/> / 2^64.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

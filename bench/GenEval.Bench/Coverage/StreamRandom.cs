using GenEval.Statistics;

namespace GenEval.Bench.Coverage;

/// <summary>The random numbers of one replication, from its own stream.</summary>
internal sealed class StreamRandom(long seed, long replication) : Random(0)
{
    private ReplicateStream _stream = new(seed, replication);

    public override double NextDouble() => _stream.NextDouble();

    protected override double Sample() => _stream.NextDouble();

    public override int Next(int minValue, int maxValue) => minValue + _stream.Below(maxValue - minValue);

    /// <summary>Box and Muller's.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());
}

namespace GenEval.Runs.Judging;

/// <summary>What a million tokens cost, in any currency; null where nobody said.</summary>
public sealed record TokenPrices(decimal? Input, decimal? Output)
{
    /// <summary>The cost of so many tokens; null where no price is known, and one price alone leaves the other at 0.</summary>
    public decimal? Of(long inputTokens, long outputTokens) =>
        Input is null && Output is null ? null : ((inputTokens * (Input ?? 0)) + (outputTokens * (Output ?? 0))) / 1_000_000m;
}

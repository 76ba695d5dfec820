using System.Globalization;

namespace GenEval.Generalization;

/// <summary>When a new input counts as one that stands in training text. Every default is the one of the command line.</summary>
public sealed record ContaminationOptions
{
    /// <summary>The words of the longer n-gram that is counted beside <see cref="NGram"/>: GPT-3's.</summary>
    internal const int LongNGram = 13;

    /// <summary>The words of an n-gram, 8 to 13.</summary>
    public int NGram { get; init; } = 8;

    /// <summary>Flagged from this share of its n-grams found on, in (0, 1]: PaLM's 70%.</summary>
    public double MinShare { get; init; } = 0.7;

    /// <summary>Flagged from this share of its words inside found n-grams on, in (0, 1]: Llama 2's 80%.</summary>
    public double MinCoverage { get; init; } = 0.8;

    /// <summary>Two texts are near-duplicates from this Jaccard index of their 3-grams on, in (0, 1].</summary>
    public double MinJaccard { get; init; } = 0.7;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="GenEvalException">A value is out of its range.</exception>
    public void Validate()
    {
        if (NGram is < 8 or > LongNGram)
        {
            throw new GenEvalException(string.Create(CultureInfo.InvariantCulture, $"The n-gram has {NGram} words; it must have 8 to 13.")) { Id = "NGramOutOfRange" };
        }

        ValidateShare(MinShare, "share of n-grams");
        ValidateShare(MinCoverage, "coverage");
        ValidateShare(MinJaccard, "Jaccard index");
    }

    private static void ValidateShare(double value, string name)
    {
        if (value is not (> 0 and <= 1))
        {
            throw new GenEvalException(string.Create(CultureInfo.InvariantCulture, $"The smallest {name} that is flagged is {value:R}; it must be above 0 and at most 1."))
            {
                Id = "ContaminationThresholdOutOfRange",
            };
        }
    }
}

using GenEval.Models;
using GenEval.Suites;

namespace GenEval.Runs.Judging;

/// <summary>The model behind <c>embedding:FILE.json</c>.</summary>
public sealed record EmbeddingSettings
{
    /// <summary>The model, its endpoint and limits.</summary>
    public required ModelOptions Model { get; init; }

    /// <summary>What a million tokens cost, for estimates.</summary>
    public TokenPrices Prices { get; init; } = new(Input: null, Output: null);

    /// <summary>How many texts go into one call, from 1.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Reads the file; docs/judging.md has its fields.</summary>
    /// <exception cref="GenEvalException">The file cannot be read, holds a key, an unknown field or a value that cannot be used.</exception>
    public static EmbeddingSettings Read(string path)
    {
        JsonFields fields = JsonFields.OfFile(path);
        EmbeddingSettings settings = new() { Model = ModelFields.Read(fields, path), Prices = ModelFields.Prices(fields), Batch = ModelFields.Whole(fields, "batch", 1) ?? 64 };
        ModelFields.ThrowIfUnknown(fields, ["batch"]);
        return settings;
    }
}

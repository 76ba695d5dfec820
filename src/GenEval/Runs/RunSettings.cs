using System.Security.Cryptography;
using System.Text.Json;
using GenEval.Models;

namespace GenEval.Runs;

/// <summary>What a run was made with, as its store keeps it: everything that shapes the answers, and never a key.</summary>
public sealed record RunSettings
{
    /// <summary>Sampling temperature, or null where it was the endpoint's.</summary>
    public double? Temperature { get; init; }

    /// <summary>The longest answer in tokens, or null.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts that end an answer, or null.</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>The model's sampling seed, or null.</summary>
    public long? Seed { get; init; }

    /// <summary>The system prompt that was sent, or null.</summary>
    public string? System { get; init; }

    /// <summary>Azure's API version, or null.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>How often each prompt was asked.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Of how many wordings of each novelty a task kept, or null for all.</summary>
    public int? Wordings { get; init; }

    /// <summary>Of how many inputs of each novelty a task kept, or null for all.</summary>
    public int? Inputs { get; init; }

    /// <summary>The seed of that choice.</summary>
    public long SampleSeed { get; init; }

    /// <summary>Words about the run, by name.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    internal static RunSettings Of(RunPlan plan, ModelOptions model, IReadOnlyDictionary<string, string>? labels) => new()
    {
        Temperature = model.Temperature,
        MaxTokens = model.MaxTokens,
        Stop = model.Stop is { Count: > 0 } ? model.Stop : null,
        Seed = model.Seed,
        System = model.System ?? plan.Suite.System,
        ApiVersion = model.ApiVersion,
        Repeats = plan.Options.Repeats,
        Wordings = plan.Options.Wordings,
        Inputs = plan.Options.Inputs,
        SampleSeed = plan.Options.Seed,
        Labels = labels is { Count: > 0 } ? labels : null,
    };

    /// <summary>The settings that shape an answer, apart from its prompt.</summary>
    internal string SamplingJson() => JsonSerializer.Serialize(
        this with { Repeats = 1, Wordings = null, Inputs = null, SampleSeed = 0, Labels = null }, PlanJson.Default.RunSettings);

    /// <summary>Everything that shapes an answer: model, endpoint, settings, prompt and repeat, as 16 bytes of SHA-256.</summary>
    internal static UInt128 AnswerKey(string scope, ModelPrompt prompt, int repeat)
    {
        byte[] text = global::System.Text.Encoding.UTF8.GetBytes(
            string.Join('\0', scope, prompt.System, prompt.User, repeat.ToString(global::System.Globalization.CultureInfo.InvariantCulture)));
        return global::System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(text));
    }
}

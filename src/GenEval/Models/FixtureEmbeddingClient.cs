using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>Recorded embeddings, for documentation and tests: a line is <c>{"input": "..", "embedding": [..]}</c>.</summary>
public sealed class FixtureEmbeddingClient : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly Dictionary<string, Embedding<float>> _byInput = new(StringComparer.Ordinal);
    private readonly string _file;

    private FixtureEmbeddingClient(string file) => _file = file;

    /// <summary>Reads a fixture.</summary>
    /// <exception cref="GenEvalException">The file cannot be read, or has no embedding.</exception>
    public static FixtureEmbeddingClient Load(string file)
    {
        FixtureEmbeddingClient client = new(file);
        int number = 0;
        try
        {
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    using JsonDocument document = JsonDocument.Parse(line);
                    float[] vector = [.. document.RootElement.GetProperty("embedding").EnumerateArray().Select(value => value.GetSingle())];
                    client._byInput[document.RootElement.GetProperty("input").GetString()!] = new Embedding<float>(vector);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentNullException)
        {
            throw new GenEvalException($"{file}:{number}: not a recorded embedding: {e.Message}", e) { Id = "FixtureInvalid", Action = """A line is {"input": "..", "embedding": [0.1, 0.2]}.""" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GenEvalException($"The fixture cannot be read: {e.Message}", e) { Id = "FixtureInvalid" };
        }

        return client._byInput.Count > 0 ? client : throw new GenEvalException($"{file} has no recorded embedding.") { Id = "FixtureInvalid" };
    }

    /// <inheritdoc/>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(text => _byInput.TryGetValue(text, out Embedding<float>? known)
            ? known
            : throw new ModelCallException(FailureKind.NotInFixture, $"{_file} has no embedding of one of the texts."))));

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

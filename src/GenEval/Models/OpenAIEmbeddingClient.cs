using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>An embedding generator for every endpoint that speaks OpenAI's wire format; it sends each request once, as <see cref="OpenAIClient"/> does.</summary>
public sealed class OpenAIEmbeddingClient : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EndpointConnection _connection;
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly string _model;

    /// <summary>A client for the model at its endpoint; <paramref name="handler"/> replaces the network in tests.</summary>
    /// <exception cref="GenEvalException">The endpoint's address cannot be used.</exception>
    public OpenAIEmbeddingClient(ModelOptions model, HttpMessageHandler? handler = null)
    {
        _connection = new EndpointConnection(model, "embeddings", handler);
        _model = model.Name;
        _metadata = new EmbeddingGeneratorMetadata(_connection.Provider, _connection.Address, model.Name);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelCallException">The call gave no embeddings.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        byte[] body = await _connection.PostAsync(Write(texts, options), cancellationToken).ConfigureAwait(false);
        return Read(body, texts.Length);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private byte[] Write(string[] texts, EmbeddingGenerationOptions? options)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, options?.ModelId ?? _model);
            json.WriteStartArray("input"u8);
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
            json.WriteString("encoding_format"u8, "float"u8);
            if (options?.Dimensions is { } dimensions)
            {
                json.WriteNumber("dimensions"u8, dimensions);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static UsageDetails? UsageOf(JsonElement root) =>
        root.TryGetProperty("usage"u8, out JsonElement usage) && usage.ValueKind == JsonValueKind.Object
        && usage.TryGetProperty("prompt_tokens"u8, out JsonElement tokens) && tokens.ValueKind == JsonValueKind.Number && tokens.TryGetInt64(out long count)
            ? new UsageDetails { InputTokenCount = count }
            : null;

    /// <summary>Embeddings come with the index of their text, in any order; one for each or the answer is no answer.</summary>
    private GeneratedEmbeddings<Embedding<float>> Read(byte[] body, int count)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            Embedding<float>?[] found = new Embedding<float>?[count];
            foreach (JsonElement item in document.RootElement.GetProperty("data"u8).EnumerateArray())
            {
                float[] vector = [.. item.GetProperty("embedding"u8).EnumerateArray().Select(number => number.GetSingle())];
                found[item.GetProperty("index"u8).GetInt32()] = new Embedding<float>(vector);
            }

            if (found.All(embedding => embedding is { Vector.IsEmpty: false }))
            {
                return new GeneratedEmbeddings<Embedding<float>>(found!) { Usage = UsageOf(document.RootElement) };
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            // Said below, with the beginning of what came.
        }

        throw CallFailure.OfInvalid("The answer is no list of embeddings", body, _connection.Key);
    }
}

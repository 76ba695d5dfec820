using System.Collections.Concurrent;
using System.Text.Json;
using GenEval.Models;
using GenEval.Runs.Judging;
using GenEval.Suites;
using Microsoft.Extensions.AI;

namespace GenEval.Tests.Learned;

/// <summary>
/// Texts whose meaning is in no letter that they share: a record's answer and its reference name a thing by two made-up words. The generator knows the words.
/// </summary>
internal sealed class MeaningEmbedder(int dimensions = 16) : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string Unknown = "unpronounceable";

    private const int Things = 12;

    public ConcurrentQueue<string> Asked { get; } = new();

    public int Calls { get; private set; }

    public static EmbeddingSettings Settings(string model = "meaning-1") => new() { Model = new ModelOptions { Name = model, Endpoint = "http://localhost", Retries = 0 }, Batch = 16 };

    public EmbeddingSource Source(string model = "meaning-1") => new(Settings(model), tally: null, this);

    /// <summary>Rated answers that lexical features cannot tell apart.</summary>
    public static List<EvaluationRecord> Records(int count = 240, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int thing = random.Next(Things);
            bool right = random.Next(2) > 0;
            return new EvaluationRecord
            {
                Model = $"model-{i % 2}",
                Task = $"task-{i % 6}",
                InstructionText = "Say it.",
                Input = $"{(i % 2 == 0 ? "case" : "the case")} {i}, {seed}",
                References = [Word(thing, 0)],
                Output = Word(right ? thing : (thing + 1 + random.Next(Things - 1)) % Things, 1),
                Rating = Rating.Of(random.Next(12) == 0 ? !right : right),
            };
        })];
    }

    /// <summary>The same vectors as lines of a fixture.</summary>
    public string Fixture(IEnumerable<EvaluationRecord> records) => string.Concat(
        records.SelectMany(r => (string[])[r.Output!, r.Input!, r.InstructionText!, .. r.References!]).Where(t => !t.Contains(Unknown, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)
            .Select(text => JsonSerializer.Serialize(new { input = text, embedding = Vector(text) }) + "\n"));

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        Array.ForEach(texts, Asked.Enqueue);
        lock (this)
        {
            Calls++;
        }

        return texts.Any(t => t.Contains(Unknown, StringComparison.Ordinal))
            ? throw new ModelCallException(FailureKind.Request, "one of the texts cannot be embedded")
            : Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(t => new Embedding<float>(Vector(t)))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    /// <summary>No letter of the one way stands in the other.</summary>
    private static string Word(int thing, int way) => string.Concat(((int[])[0, 1, 5]).Select(step => (char)((way == 0 ? 'a' : 'm') + ((thing + step) % Things))));

    /// <summary>A direction for each thing with a little of the text's own, so that no two texts have the same.</summary>
    private float[] Vector(string text)
    {
        int thing = Enumerable.Range(0, Things).FirstOrDefault(t => text == Word(t, 0) || text == Word(t, 1), -1);
        Random random = new(text.Aggregate(17, (sum, c) => unchecked((sum * 31) + c)));
        float[] vector = [.. Enumerable.Range(0, dimensions).Select(_ => (float)(random.NextDouble() - 0.5) * 0.3f)];
        vector[thing < 0 ? dimensions - 1 : thing] += 1;
        return vector;
    }
}

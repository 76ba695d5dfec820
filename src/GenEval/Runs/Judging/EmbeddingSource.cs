using System.Collections.Concurrent;
using GenEval.Models;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using Microsoft.Extensions.AI;

namespace GenEval.Runs.Judging;

/// <summary>
/// The embeddings of texts by the model of an <see cref="EmbeddingSettings"/>, within its limits, or by any generator. A text is asked for once as long as
/// 256 MB hold all that came; then it begins anew.
/// </summary>
public sealed class EmbeddingSource : ITextEmbedder, IDisposable
{
    private const long MostBytes = 256L << 20;

    private readonly EmbeddingSettings _settings;
    private readonly IEmbeddingGenerator<string, Embedding<float>>? _own;
    private readonly EmbeddingCaller _caller;
    private readonly EndpointHealth _health;
    private readonly Lock _lock = new();

    /// <summary>What is known of a text: its vector, or null where asking again would be refused again.</summary>
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<float>?> _known = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>A source of embeddings.</summary>
    /// <param name="settings">Which model, and its limits.</param>
    /// <param name="tally">Counts what is asked.</param>
    /// <param name="client">Any generator, which stays the caller's; null opens the one that the endpoint names.</param>
    /// <exception cref="GenEvalException">The endpoint cannot be used.</exception>
    public EmbeddingSource(EmbeddingSettings settings, ScorerTally? tally = null, IEmbeddingGenerator<string, Embedding<float>>? client = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _own = client is not null ? null : settings.Model.IsFixture
            ? FixtureEmbeddingClient.Load(settings.Model.Endpoint[ModelOptions.FixtureScheme.Length..])
            : new OpenAIEmbeddingClient(settings.Model);
        _caller = new EmbeddingCaller(client ?? _own!, settings.Model);
        _health = new EndpointHealth(settings.Model, "scoring");
        Tally = tally ?? new ScorerTally("embedding");
    }

    /// <inheritdoc/>
    public string Model => _settings.Model.Name;

    /// <summary>What was asked so far.</summary>
    public ScorerTally Tally { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ReadOnlyMemory<float>> Embed(IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        // One batch at a time: two that share a text would both ask for it, and an endpoint may answer the second time with other bits.
        lock (_lock)
        {
            if (_bytes > MostBytes)
            {
                _known.Clear();
                _bytes = 0;
            }

            string[] asked = [.. texts.Where(text => !_known.ContainsKey(text)).Distinct(StringComparer.Ordinal)];
            Task.Run(() => AskAsync(asked, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
            Dictionary<string, ReadOnlyMemory<float>> vectors = new(StringComparer.Ordinal);
            foreach (string text in texts)
            {
                if (_known.TryGetValue(text, out ReadOnlyMemory<float>? known) && known is { } vector)
                {
                    vectors[text] = vector;
                }
            }

            return vectors;
        }
    }

    /// <summary>What embedding the texts of answers would ask.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="textsOf">The texts of one, none of them empty.</param>
    internal ScoringEstimate Estimate(IEnumerable<ExpectedAnswer> answers, Func<ScoringItem, IEnumerable<string>> textsOf)
    {
        ILookup<bool, ScoringItem> items = answers.ToLookup(answer => answer.IsThere, answer => answer.Item);
        // Answers that are not there will differ, most of them, though here one text stands for all.
        string[] all =
        [
            .. items[true].Concat(items[false].Select(item => item with { Output = "" })).SelectMany(textsOf).Distinct(StringComparer.Ordinal),
            .. items[false].Select(item => item.Output),
        ];
        return new()
        {
            Metric = Tally.Metric,
            Model = _settings.Model.Name,
            Endpoint = _settings.Model.EndpointName,
            Calls = (all.Length + _settings.Batch - 1) / _settings.Batch,
            InputTokens = all.Sum(text => (long)TokenEstimate.Of(text)),
            OutputTokens = 0,
            Prices = _settings.Prices,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    private async Task AskAsync(string[] texts, CancellationToken cancellationToken)
    {
        Tally.Add(texts.Length);
        ParallelOptions options = new() { MaxDegreeOfParallelism = _settings.Model.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(texts.Chunk(_settings.Batch), options, async (batch, token) => await AskBatchAsync(batch, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>A batch that is refused is halved, until only the text that is refused is left.</summary>
    private async Task AskBatchAsync(string[] batch, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<Embedding<float>> found = await _caller.AskAsync(batch, cancellationToken).ConfigureAwait(false);
            foreach ((string text, Embedding<float> embedding) in batch.Zip(found))
            {
                Keep(text, embedding.Vector);
            }

            Tally.Asked(failure: null, error: null, batch.Length);
        }
        catch (ModelCallException failure)
        {
            if (_health.Judge(new ModelReply { Status = ModelReply.FailedPrefix + failure.Kind, Error = failure.Message }) is { } reason)
            {
                throw reason;
            }

            if (batch.Length > 1 && !failure.IsTransient)
            {
                foreach (string[] half in batch.Chunk((batch.Length + 1) / 2))
                {
                    await AskBatchAsync(half, cancellationToken).ConfigureAwait(false);
                }

                return;
            }

            Tally.Asked(failure.Kind, failure.Message, batch.Length);
            if (!failure.IsTransient)
            {
                Keep(batch[0], vector: null);
            }
        }
    }

    private void Keep(string text, ReadOnlyMemory<float>? vector)
    {
        _known[text] = vector;
        Interlocked.Add(ref _bytes, (sizeof(float) * (vector?.Length ?? 0)) + (sizeof(char) * text.Length));
    }
}

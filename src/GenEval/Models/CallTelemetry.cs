using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>
/// Traces and metrics of calls by OpenTelemetry's GenAI conventions, under the source and meter name <c>GenEval</c>. Costs nothing while nobody
/// listens; prompts, answers and keys are never in them.
/// </summary>
internal sealed class CallTelemetry
{
    private static readonly ActivitySource s_source = new(ModelTelemetry.Name);
    private static readonly Meter s_meter = new(ModelTelemetry.Name);

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", "Duration of a call", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] });

    private static readonly Histogram<long> s_tokens = s_meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", "Tokens used by a call", tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] });

    private readonly string _spanName;
    private readonly KeyValuePair<string, object?>[] _spanTags;
    private readonly TagList _tags;

    public CallTelemetry(IChatClient client, ModelOptions model)
        : this("chat", model, client.GetService(typeof(ChatClientMetadata)) is ChatClientMetadata metadata ? (metadata.ProviderName, metadata.ProviderUri) : default)
    {
    }

    public CallTelemetry(IEmbeddingGenerator client, ModelOptions model)
        : this("embeddings", model, client.GetService(typeof(EmbeddingGeneratorMetadata)) is EmbeddingGeneratorMetadata metadata ? (metadata.ProviderName, metadata.ProviderUri) : default)
    {
    }

    private CallTelemetry(string operation, ModelOptions model, (string? Name, Uri? Uri) provider)
    {
        _spanName = $"{operation} {model.Name}";
        _tags = new TagList
        {
            { "gen_ai.operation.name", operation },
            { "gen_ai.provider.name", provider.Name ?? "openai" },
            { "gen_ai.request.model", model.Name },
        };
        if (provider.Uri is { IsAbsoluteUri: true } uri)
        {
            _tags.Add("server.address", uri.Host);
            _tags.Add("server.port", uri.Port);
        }

        (string Name, object? Value)[] settings =
        [
            ("gen_ai.request.temperature", model.Temperature), ("gen_ai.request.max_tokens", model.MaxTokens),
            ("gen_ai.request.seed", model.Seed), ("gen_ai.request.stop_sequences", model.Stop?.ToArray()),
        ];
        _spanTags = [.. _tags, .. settings.Where(s => s.Value is not null).Select(s => KeyValuePair.Create(s.Name, s.Value))];
    }

    public Call Start() => s_source.HasListeners() || s_duration.Enabled || s_tokens.Enabled
        ? new Call(this, s_source.StartActivity(ActivityKind.Client, tags: _spanTags, name: _spanName), Stopwatch.GetTimestamp())
        : default;

    /// <summary>One call under way; ends when disposed of.</summary>
    public readonly struct Call(CallTelemetry? owner, Activity? span, long started) : IDisposable
    {
        public void Answered(ChatResponse response)
        {
            if (owner is null)
            {
                return;
            }

            TagList tags = owner._tags;
            if (response.ModelId is { } model)
            {
                tags.Add("gen_ai.response.model", model);
            }

            s_duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
            Count(tags, "input", response.Usage?.InputTokenCount);
            Count(tags, "output", response.Usage?.OutputTokenCount);
            span?.SetTag("gen_ai.response.model", response.ModelId)
                .SetTag("gen_ai.response.id", response.ResponseId)
                .SetTag("gen_ai.response.finish_reasons", response.FinishReason is { } finish ? new[] { finish.Value } : null)
                .SetTag("gen_ai.usage.input_tokens", response.Usage?.InputTokenCount)
                .SetTag("gen_ai.usage.output_tokens", response.Usage?.OutputTokenCount);
        }

        public void Embedded(UsageDetails? usage)
        {
            if (owner is not null)
            {
                s_duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, owner._tags);
                Count(owner._tags, "input", usage?.InputTokenCount);
                span?.SetTag("gen_ai.usage.input_tokens", usage?.InputTokenCount);
            }
        }

        public void Failed(ModelCallException failure)
        {
            if (owner is null)
            {
                return;
            }

            string type = failure.Status is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : failure.Kind;
            TagList tags = owner._tags;
            tags.Add("error.type", type);
            s_duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
            span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, failure.Kind);
        }

        public void Dispose() => span?.Dispose();

        private static void Count(TagList tags, string type, long? tokens)
        {
            if (tokens is { } count)
            {
                tags.Add("gen_ai.token.type", type);
                s_tokens.Record(count, tags);
            }
        }
    }
}

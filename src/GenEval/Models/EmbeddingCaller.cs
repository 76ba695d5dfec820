using System.Globalization;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace GenEval.Models;

/// <summary>Asks for embeddings within a timeout, again where a failure may pass. Safe to call from many threads.</summary>
internal sealed class EmbeddingCaller
{
    private readonly IEmbeddingGenerator<string, Embedding<float>> _client;
    private readonly ModelOptions _model;
    private readonly Pacer? _requests;
    private readonly CallTelemetry _telemetry;
    private readonly ResiliencePipeline _retry;

    public EmbeddingCaller(IEmbeddingGenerator<string, Embedding<float>> client, ModelOptions model)
    {
        (_client, _model) = (client, model);
        _telemetry = new CallTelemetry(client, model);
        _requests = model.RequestsPerMinute is { } requests ? new Pacer(requests, TimeProvider.System) : null;
        _retry = model.Retries == 0 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = model.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = model.RetryDelay,
            MaxDelay = TimeSpan.FromSeconds(30),
            ShouldHandle = args => new(args.Outcome.Exception is ModelCallException { IsTransient: true } failure && !(failure.RetryAfter > model.MaxRetryAfter)),
            DelayGenerator = static args => new((args.Outcome.Exception as ModelCallException)?.RetryAfter),
        }).Build();
    }

    /// <summary>The embeddings of some texts, in their order.</summary>
    /// <exception cref="ModelCallException">It failed, also when tried again.</exception>
    public async Task<IReadOnlyList<Embedding<float>>> AskAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        await _retry.ExecuteAsync(async token => await SendAsync(texts, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<Embedding<float>>> SendAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_requests is not null)
        {
            await _requests.WaitAsync(1, cancellationToken).ConfigureAwait(false);
        }

        using CallTelemetry.Call call = _telemetry.Start();
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_model.Timeout);
        try
        {
            GeneratedEmbeddings<Embedding<float>> embeddings = await _client.GenerateAsync(texts, options: null, timeout.Token).ConfigureAwait(false);
            call.Embedded(embeddings.Usage);
            return embeddings;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            ModelCallException failure = e is OperationCanceledException
                ? new ModelCallException(FailureKind.Timeout, $"No answer within {_model.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.") { IsTransient = true }
                : CallFailure.OfException(e, _model.Key);
            call.Failed(failure);
            throw failure;
        }
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace GenEval.Models;

/// <summary>
/// Asks one endpoint, within its limits, until each prompt has ended in exactly one status: a failure that may pass is tried again after a pause
/// with jitter, an empty answer that the model ended itself is asked for once more. Safe to call from many threads.
/// </summary>
public sealed partial class ModelCaller : IDisposable
{
    private readonly IChatClient _client;
    private readonly ModelOptions _model;
    private readonly TimeProvider _time;
    private readonly AdaptiveLimit _limit;
    private readonly Pacer? _requests;
    private readonly Pacer? _tokens;
    private readonly CallTelemetry _telemetry;
    private readonly ChatOptions _options;
    private readonly ResiliencePipeline<Attempt> _retry;
    private readonly bool _isFixture;
    private int _waiting;

    /// <summary>A caller for the client; the client stays the caller's own to dispose of.</summary>
    /// <exception cref="GenEvalException">An option is out of its range.</exception>
    public ModelCaller(IChatClient client, ModelOptions model, TimeProvider? time = null)
    {
        model.Validate();
        _client = client;
        _model = model;
        _time = time ?? TimeProvider.System;
        _limit = new AdaptiveLimit(model.Concurrency, _time);
        _requests = model.RequestsPerMinute is { } requests ? new Pacer(requests, _time) : null;
        _tokens = model.TokensPerMinute is { } tokens ? new Pacer(tokens, _time) : null;
        _telemetry = new CallTelemetry(client, model);
        _isFixture = client.GetService(typeof(FixtureChatClient)) is not null;
        _options = new ChatOptions
        {
            ModelId = model.Name,
            Temperature = (float?)model.Temperature,
            MaxOutputTokens = model.MaxTokens,
            Seed = model.Seed,
            StopSequences = model.Stop is { Count: > 0 } ? [.. model.Stop] : null,
        };
        _retry = new ResiliencePipelineBuilder<Attempt> { TimeProvider = _time }.AddRetry(new RetryStrategyOptions<Attempt>
        {
            // How often is decided where the outcome is known: it depends on what the other calls meet.
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = model.RetryDelay,
            MaxDelay = TimeSpan.FromSeconds(30),
            ShouldHandle = static args => new(args.Outcome is { Exception: null, Result.Reply: null }),
            DelayGenerator = static args => new(args.Outcome.Result.Wait),
        }).Build();
    }

    /// <summary>Told the kind of each attempt that will be made again; from many threads at once.</summary>
    public Action<string>? Retrying { get; set; }

    /// <summary>Prompts that wait for their next attempt, and are not in flight meanwhile.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>The most calls that may be in flight now.</summary>
    public int Limit => _limit.Limit;

    /// <summary>The calls in flight now.</summary>
    public int InFlight => _limit.InFlight;

    /// <summary>Asks until there is an outcome.</summary>
    /// <param name="prompt">What to ask.</param>
    /// <param name="keep">
    /// Stores the outcome. The call's place among the calls in flight is given up only afterwards, so that never more than
    /// <see cref="ModelOptions.Concurrency"/> answers can be lost with the process.
    /// </param>
    /// <param name="cancellationToken">Ends it without an outcome.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ModelReply> AskAsync(ModelPrompt prompt, Func<ModelReply, ValueTask>? keep = null, CancellationToken cancellationToken = default)
    {
        Conversation conversation = new(prompt, keep);
        Attempt first = await AttemptAsync(conversation, cancellationToken).ConfigureAwait(false);
        if (first.Reply is not null)
        {
            return first.Reply;
        }

        // Most prompts end at their first attempt: only the others pay for the pipeline, which takes the first attempt as made.
        conversation.Made = first;
        Attempt last = await _retry.ExecuteAsync(
            static (state, token) => state.Conversation.TakeMade() is { } made ? new(made) : state.Caller.AttemptAsync(state.Conversation, token),
            (Caller: this, Conversation: conversation), cancellationToken).ConfigureAwait(false);
        return last.Reply!;
    }

    /// <inheritdoc/>
    public void Dispose() => _limit.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Attempt> AttemptAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (conversation.Attempts > 0)
        {
            Interlocked.Decrement(ref _waiting);
        }

        long ticket = await _limit.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Attempt attempt = await SendAsync(conversation, ticket, cancellationToken).ConfigureAwait(false);
            if (attempt.Reply is null)
            {
                Interlocked.Increment(ref _waiting);
                Retrying?.Invoke(attempt.Why!);
            }
            else if (conversation.Keep is { } keep)
            {
                await keep(attempt.Reply).ConfigureAwait(false);
            }

            return attempt;
        }
        finally
        {
            _limit.Exit();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Attempt> SendAsync(Conversation conversation, long ticket, CancellationToken cancellationToken)
    {
        double booked = _tokens is null ? 0 : TokenEstimate.Of(conversation.Prompt) + (_model.MaxTokens ?? TokenEstimate.Answer);
        if (_requests is not null)
        {
            await _requests.WaitAsync(1, cancellationToken).ConfigureAwait(false);
        }

        if (_tokens is not null)
        {
            await _tokens.WaitAsync(booked, cancellationToken).ConfigureAwait(false);
        }

        conversation.Attempts++;
        long started = _time.GetTimestamp();
        using CallTelemetry.Call call = _telemetry.Start();
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_model.Timeout);
        try
        {
            ChatResponse response = await _client.GetResponseAsync(conversation.Messages, OptionsFor(conversation), timeout.Token).ConfigureAwait(false);
            _limit.Answered();
            call.Answered(response);
            if (response.Usage is { InputTokenCount: { } input, OutputTokenCount: { } output })
            {
                _tokens?.Correct(input + output - booked);
            }

            return Judge(conversation, response, _time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            ModelCallException failure = e is OperationCanceledException
                ? new(FailureKind.Timeout, $"No answer within {_model.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.") { IsTransient = true }
                : CallFailure.OfException(e, _model.Key);
            call.Failed(failure);
            return Fail(conversation, failure, ticket, _time.GetElapsedTime(started));
        }
    }

    private ChatOptions OptionsFor(Conversation conversation)
    {
        if (!_isFixture || conversation.Prompt.Key is not { } key)
        {
            return _options;
        }

        ChatOptions options = _options.Clone();
        options.AdditionalProperties = new() { [FixtureChatClient.KeyProperty] = key };
        return options;
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>
/// A chat client for every endpoint that speaks OpenAI's wire format (OpenAI, Azure OpenAI, Ollama, vLLM, llama.cpp, LM Studio), straight on
/// HttpClient: it adds a few microseconds to a bare POST. It sends each request once; limits and retries are <see cref="ModelCaller"/>'s.
/// </summary>
public sealed class OpenAIClient : IChatClient
{
    private readonly EndpointConnection _connection;
    private readonly ChatClientMetadata _metadata;
    private readonly string _model;

    /// <summary>A client for the model at its endpoint; <paramref name="handler"/> replaces the network in tests.</summary>
    /// <exception cref="GenEvalException">The endpoint's address cannot be used.</exception>
    public OpenAIClient(ModelOptions model, HttpMessageHandler? handler = null)
    {
        _connection = new EndpointConnection(model, "chat/completions", handler);
        _model = model.Name;
        _metadata = new ChatClientMetadata(_connection.Provider, _connection.Address, model.Name);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelCallException">The call gave no answer.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        byte[] request = ChatWire.Write(options?.ModelId ?? _model, messages, options, _connection.IsOpenAI);
        byte[] body = await _connection.PostAsync(request, cancellationToken).ConfigureAwait(false);
        return ChatAnswer.Read(body, _connection.Key);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatResponse response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (ChatResponseUpdate update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}

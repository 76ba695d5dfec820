using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>
/// A stand-in for a model that gives recorded answers, so that documentation, notebooks and runbooks run without a network: <c>fixture:FILE</c>.
/// A line of the file is a record of a suite's responses, found by task, instruction, instance and repeat, or <c>{"prompt", "output"}</c>, found by
/// the prompt. What the record says happened happens again: a status of refused, filtered or failed.KIND, a finish of length.
/// </summary>
public sealed class FixtureChatClient : IChatClient
{
    internal const string KeyProperty = "geneval.prompt";

    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = true };

    private readonly Dictionary<PromptKey, Answer> _byKey = [];
    private readonly Dictionary<string, Answer> _byPrompt = new(StringComparer.Ordinal);
    private readonly ChatClientMetadata _metadata;
    private readonly string _file;

    private FixtureChatClient(string file, string model)
    {
        _file = file;
        _metadata = new ChatClientMetadata("fixture", providerUri: null, model);
    }

    /// <summary>Reads a fixture, <c>.jsonl</c> or <c>.jsonl.gz</c>. Where its lines name models, those of <paramref name="model"/> count.</summary>
    /// <exception cref="GenEvalException">The file cannot be read, or has no answer of the model.</exception>
    public static FixtureChatClient Load(string file, string model)
    {
        FixtureChatClient client = new(file, model);
        SortedSet<string> others = new(StringComparer.Ordinal);
        long number = 0;
        try
        {
            using StreamReader reader = Open(file);
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    client.Add(line, model, others);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or InvalidDataException)
        {
            throw new GenEvalException($"{file}:{number}: not a recorded answer: {e.Message}", e)
            {
                Id = "FixtureInvalid",
                Action = """A line is {"task", "instruction", "instance", "output"} or {"prompt", "output"}.""",
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GenEvalException($"The fixture cannot be read: {e.Message}", e) { Id = "FixtureInvalid" };
        }

        return client._byKey.Count + client._byPrompt.Count > 0 ? client : throw new GenEvalException(
            others.Count == 0 ? $"{file} has no recorded answer." : $"{file} has no recorded answer of '{model}', but of {string.Join(", ", others)}.")
        {
            Id = "FixtureInvalid",
            Action = "Name one of its models with --model.",
        };
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string prompt = messages.Last(message => message.Role == ChatRole.User).Text;
        PromptKey? key = options?.AdditionalProperties?.TryGetValue(KeyProperty, out PromptKey? given) == true ? given : null;
        Answer? answer = Find(key, prompt);
        return answer?.Status switch
        {
            null => Task.FromException<ChatResponse>(new ModelCallException(
                FailureKind.NotInFixture, $"{_file} has no answer for {(key is null ? "this prompt" : $"task {key.Task}, instruction {key.Instruction}, instance {key.Instance}, repeat {key.Repeat}")}.")),
            "filtered" => Task.FromResult(Respond(answer, ChatFinishReason.ContentFilter)),
            "refused" => Task.FromResult(Respond(answer, ChatFinishReason.Stop)),
            "answered" => Task.FromResult(Respond(answer, answer.Finish is null ? null : new ChatFinishReason(answer.Finish))),
            { } failed => Task.FromException<ChatResponse>(new ModelCallException(
                failed.StartsWith(ModelReply.FailedPrefix, StringComparison.Ordinal) ? failed[ModelReply.FailedPrefix.Length..] : FailureKind.Unknown,
                answer.Error ?? "recorded as failed")),
        };
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
    public void Dispose()
    {
    }

    private static StreamReader Open(string file)
    {
        FileStream stream = File.OpenRead(file);
        return new StreamReader(file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }

    private void Add(string line, string model, SortedSet<string> others)
    {
        using JsonDocument document = JsonDocument.Parse(line, s_options);
        JsonElement root = document.RootElement;
        if (Text(root, "model") is { } other && !other.Equals(model, StringComparison.Ordinal))
        {
            others.Add(other);
            return;
        }

        string? output = Text(root, "output");
        Answer answer = new(Text(root, "status") ?? (output is null ? "failed" : "answered"), output, Text(root, "finish"), Text(root, "error"));
        if (Text(root, "prompt") is { } prompt)
        {
            _byPrompt[prompt] = answer;
            return;
        }

        PromptKey key = new(Text(root, "task") ?? throw new KeyNotFoundException("it has neither a task nor a prompt."), Text(root, "instruction"), Text(root, "instance"),
            root.TryGetProperty("repeat", out JsonElement repeat) && repeat.ValueKind == JsonValueKind.Number ? repeat.GetInt32() : 0);
        while (!_byKey.TryAdd(key, answer))
        {
            // As with records: the same again without a number is the next repeat.
            key = key with { Repeat = key.Repeat + 1 };
        }
    }

    private Answer? Find(PromptKey? key, string prompt) =>
        key is not null && (_byKey.TryGetValue(key, out Answer? answer)
            || _byKey.TryGetValue(key with { Instruction = null }, out answer)) ? answer : _byPrompt.GetValueOrDefault(prompt);

    private static ChatResponse Respond(Answer answer, ChatFinishReason? finish)
    {
        ChatMessage message = new(ChatRole.Assistant, answer.Output ?? "");
        if (answer.Status is "refused")
        {
            message.Contents.Add(new ErrorContent(answer.Error ?? "recorded as refused") { ErrorCode = ChatWire.Refusal });
        }

        return new ChatResponse(message) { FinishReason = finish };
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Answer(string Status, string? Output, string? Finish, string? Error);
}

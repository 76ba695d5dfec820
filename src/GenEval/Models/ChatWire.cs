using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>OpenAI's chat completion format: request out, response in.</summary>
internal static class ChatWire
{
    /// <summary>The error code under which a refusal stands among a message's contents, as Microsoft.Extensions.AI's own adapters write it.</summary>
    public const string Refusal = "Refusal";

    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? s_writer;

    public static byte[] Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, bool isOpenAI)
    {
        if (s_writer is not { } writer)
        {
            ArrayBufferWriter<byte> buffer = new(4096);
            s_writer = writer = (buffer, new Utf8JsonWriter(buffer, s_compact));
        }

        writer.Buffer.ResetWrittenCount();
        Utf8JsonWriter json = writer.Json;
        json.Reset();
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("messages"u8);
        foreach (ChatMessage message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, message.Role.Value);
            json.WriteString("content"u8, message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteOptions(json, options, isOpenAI);
        json.WriteEndObject();
        json.Flush();
        return writer.Buffer.WrittenSpan.ToArray();
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatOptions? options, bool isOpenAI)
    {
        if (options?.Temperature is { } temperature)
        {
            json.WriteNumber("temperature"u8, temperature);
        }

        if (options?.TopP is { } topP)
        {
            json.WriteNumber("top_p"u8, topP);
        }

        // OpenAI's newer models refuse the old name, everyone else's servers know only that.
        if (options?.MaxOutputTokens is { } tokens)
        {
            json.WriteNumber(isOpenAI ? "max_completion_tokens"u8 : "max_tokens"u8, tokens);
        }

        if (options?.Seed is { } seed)
        {
            json.WriteNumber("seed"u8, seed);
        }

        if (options?.StopSequences is { Count: > 0 } stops)
        {
            json.WriteStartArray("stop"u8);
            foreach (string stop in stops)
            {
                json.WriteStringValue(stop);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>Reads a completion; whatever is none is a transient <see cref="FailureKind.Invalid"/>.</summary>
    public static ChatResponse Read(byte[] body, ApiKey? key)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("choices"u8, out JsonElement choices)
                && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
                && choices[0].TryGetProperty("message"u8, out JsonElement message) && message.ValueKind == JsonValueKind.Object)
            {
                return Read(root, choices[0], message, key);
            }

            // Some gateways answer 200 and say in the body what went wrong.
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error"u8, out JsonElement error) && error.ValueKind == JsonValueKind.Object)
            {
                int status = error.TryGetProperty("code"u8, out JsonElement code) && code.TryGetInt32(out int number) && number is >= 400 and < 600 ? number : 500;
                throw CallFailure.OfStatus(status, code: null, key?.Redact(Text(error, "message"u8)) ?? Text(error, "message"u8) ?? "", retryAfter: null);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw CallFailure.OfInvalid("The answer is not JSON, or was cut off", body, key);
        }

        throw CallFailure.OfInvalid("The answer is no chat completion", body, key);
    }

    private static ChatResponse Read(JsonElement root, JsonElement choice, JsonElement message, ApiKey? key)
    {
        string text = key is null ? Content(message) : key.RedactAnswer(Content(message));
        ChatMessage answer = new(ChatRole.Assistant, text);
        if (Text(message, "refusal"u8) is { } refusal)
        {
            answer.Contents.Add(new ErrorContent(key?.Redact(refusal) ?? refusal) { ErrorCode = Refusal });
        }

        string? finish = Text(choice, "finish_reason"u8);
        string? model = Text(root, "model"u8);
        string? id = Text(root, "id"u8);
        return new ChatResponse(answer)
        {
            FinishReason = string.IsNullOrEmpty(finish) ? null : new ChatFinishReason(key?.Redact(finish) ?? finish),
            ModelId = key?.Redact(model) ?? model,
            ResponseId = key?.Redact(id) ?? id,
            Usage = root.TryGetProperty("usage"u8, out JsonElement usage) && usage.ValueKind == JsonValueKind.Object
                ? new UsageDetails { InputTokenCount = Count(usage, "prompt_tokens"u8), OutputTokenCount = Count(usage, "completion_tokens"u8) }
                : null,
        };
    }

    /// <summary>The content: a text, a list of parts of which the texts count, or nothing, which is the empty text.</summary>
    private static string Content(JsonElement message)
    {
        if (!message.TryGetProperty("content"u8, out JsonElement content) || content.ValueKind != JsonValueKind.Array)
        {
            return Text(message, "content"u8) ?? "";
        }

        StringBuilder text = new();
        foreach (JsonElement part in content.EnumerateArray())
        {
            text.Append(part.ValueKind == JsonValueKind.Object ? Text(part, "text"u8) : null);
        }

        return text.ToString();
    }

    private static string? Text(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Count(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long count) ? count : null;
}

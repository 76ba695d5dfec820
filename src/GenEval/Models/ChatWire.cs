using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>OpenAI's chat completion format: the request. <see cref="ChatAnswer"/> reads the response.</summary>
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
}

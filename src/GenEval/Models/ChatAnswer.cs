using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>Reads OpenAI's chat completion in one pass: at the pace of an endpoint that answers at once, a document in between would be felt.</summary>
internal static class ChatAnswer
{
    /// <summary>Reads a completion; whatever is none is a transient <see cref="FailureKind.Invalid"/>.</summary>
    /// <param name="body">The response's body.</param>
    /// <param name="key">The key, which is taken out of whatever is kept.</param>
    public static ChatResponse Read(byte[] body, ApiKey? key)
    {
        try
        {
            Completion found = default;
            Utf8JsonReader json = new(body);
            if (Begins(ref json, JsonTokenType.StartObject))
            {
                ReadRoot(ref json, ref found);
            }

            // Something after the end is no JSON either.
            json.Read();
            return found.HasMessage ? found.ToResponse(key) : throw CallFailure.OfAnswer(body, key);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw CallFailure.OfInvalid("The answer is not JSON, or was cut off", body, key);
        }
    }

    private static void ReadRoot(ref Utf8JsonReader json, ref Completion found)
    {
        while (IsProperty(ref json))
        {
            if (json.ValueTextEquals("choices"u8))
            {
                ReadChoices(ref json, ref found);
            }
            else if (json.ValueTextEquals("usage"u8))
            {
                found.Usage = ReadUsage(ref json);
            }
            else if (json.ValueTextEquals("model"u8))
            {
                found.Model = ReadText(ref json);
            }
            else if (json.ValueTextEquals("id"u8))
            {
                found.Id = ReadText(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    /// <summary>The first choice; no more than one is asked for.</summary>
    private static void ReadChoices(ref Utf8JsonReader json, ref Completion found)
    {
        if (!Begins(ref json, JsonTokenType.StartArray))
        {
            return;
        }

        for (bool isFirst = true; IsElement(ref json); isFirst = false)
        {
            if (isFirst && json.TokenType == JsonTokenType.StartObject)
            {
                ReadChoice(ref json, ref found);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadChoice(ref Utf8JsonReader json, ref Completion found)
    {
        while (IsProperty(ref json))
        {
            if (json.ValueTextEquals("message"u8))
            {
                ReadMessage(ref json, ref found);
            }
            else if (json.ValueTextEquals("finish_reason"u8))
            {
                found.Finish = ReadFinish(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadMessage(ref Utf8JsonReader json, ref Completion found)
    {
        found.HasMessage = Begins(ref json, JsonTokenType.StartObject);
        while (found.HasMessage && IsProperty(ref json))
        {
            if (json.ValueTextEquals("content"u8))
            {
                found.Text = ReadContent(ref json);
            }
            else if (json.ValueTextEquals("refusal"u8))
            {
                found.Refusal = ReadText(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    /// <summary>The content: a text, a list of parts of which the texts count, or nothing, which is the empty text.</summary>
    private static string? ReadContent(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return TextHere(ref json);
        }

        StringBuilder text = new();
        while (IsElement(ref json))
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                text.Append(ReadPart(ref json));
            }
            else
            {
                json.Skip();
            }
        }

        return text.ToString();
    }

    private static string? ReadPart(ref Utf8JsonReader json)
    {
        string? text = null;
        while (IsProperty(ref json))
        {
            if (json.ValueTextEquals("text"u8))
            {
                text = ReadText(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return text;
    }

    private static UsageDetails? ReadUsage(ref Utf8JsonReader json)
    {
        if (!Begins(ref json, JsonTokenType.StartObject))
        {
            return null;
        }

        UsageDetails usage = new();
        while (IsProperty(ref json))
        {
            if (json.ValueTextEquals("prompt_tokens"u8))
            {
                usage.InputTokenCount = ReadCount(ref json);
            }
            else if (json.ValueTextEquals("completion_tokens"u8))
            {
                usage.OutputTokenCount = ReadCount(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return usage;
    }

    /// <summary>Moves on to the next property's name, or behind the object.</summary>
    private static bool IsProperty(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves on to the next element, or behind the array.</summary>
    private static bool IsElement(ref Utf8JsonReader json) => json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether the next value begins so; one that does not is passed over.</summary>
    private static bool Begins(ref Utf8JsonReader json, JsonTokenType start)
    {
        json.Read();
        if (json.TokenType == start)
        {
            return true;
        }

        json.Skip();
        return false;
    }

    private static string? ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        return TextHere(ref json);
    }

    /// <summary>The two usual reasons are the texts that there are already.</summary>
    private static string? ReadFinish(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType != JsonTokenType.String ? TextHere(ref json)
            : json.ValueTextEquals("stop"u8) ? ChatFinishReason.Stop.Value
            : json.ValueTextEquals("length"u8) ? ChatFinishReason.Length.Value
            : json.GetString();
    }

    private static string? TextHere(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString();
        }

        json.Skip();
        return null;
    }

    private static long? ReadCount(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number)
        {
            return json.TryGetInt64(out long count) ? count : null;
        }

        json.Skip();
        return null;
    }

    /// <summary>What an answer is made of.</summary>
    private record struct Completion(bool HasMessage, string? Text, string? Refusal, string? Finish, string? Model, string? Id, UsageDetails? Usage)
    {
        public readonly ChatResponse ToResponse(ApiKey? key)
        {
            string text = Text ?? "";
            ChatMessage answer = new(ChatRole.Assistant, key is null ? text : key.RedactAnswer(text));
            if (Refusal is not null)
            {
                answer.Contents.Add(new ErrorContent(key?.Redact(Refusal) ?? Refusal) { ErrorCode = ChatWire.Refusal });
            }

            return new ChatResponse(answer)
            {
                FinishReason = string.IsNullOrEmpty(Finish) ? null : new ChatFinishReason(key?.Redact(Finish) ?? Finish),
                ModelId = key?.Redact(Model) ?? Model,
                ResponseId = key?.Redact(Id) ?? Id,
                Usage = Usage,
            };
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>Answers, prompt and references out of one line of lm-evaluation-harness, for generated answers and for options chosen by their likelihood.</summary>
internal static class LmEvalAnswers
{
    /// <summary>
    /// What the model answered, one text a repeat. Where options were compared, it is the option with the largest log-likelihood, as for <c>acc</c>.
    /// </summary>
    public static IReadOnlyList<string?> Outputs(Dictionary<string, JsonElement> parts)
    {
        JsonElement? responses = parts.Member("resps") ?? parts.Member("filtered_resps");
        if (responses is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            return [null];
        }

        if (IsLikelihood(list[0]))
        {
            return [Option(parts, Best(list))];
        }

        return list[0].ValueKind == JsonValueKind.Array ? [.. list[0].EnumerateArray().Select(Foreign.TextOf)] : [Foreign.TextOf(list[0])];
    }

    /// <summary>The references: the target, which is an option's number where options were compared, and may be the print-out of a Python list.</summary>
    public static IReadOnlyList<string>? References(Dictionary<string, JsonElement> parts)
    {
        if (parts.Member("target") is not { } target)
        {
            return null;
        }

        if (parts.Member("resps") is { ValueKind: JsonValueKind.Array } responses && responses.GetArrayLength() > 1 && IsLikelihood(responses[0])
            && int.TryParse(Foreign.TextOf(target), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && Option(parts, index) is { } option)
        {
            return [option];
        }

        return Foreign.TextOf(target) is { } text && PythonList.Parse(text) is { } several ? several : Foreign.TextsOf(target);
    }

    /// <summary>The prompt: a text, or the last thing that the user says in a chat.</summary>
    public static string? Prompt(Dictionary<string, JsonElement> parts)
    {
        JsonElement? prompt = Foreign.At(parts.Member("arguments"), "gen_args_0", "arg_0") ?? Foreign.At(parts.Member("arguments"), "0", "0");
        if (prompt is { ValueKind: JsonValueKind.Array } wrapped)
        {
            prompt = wrapped.GetArrayLength() > 0 ? wrapped[0] : null;
        }

        if (prompt is not { } value || Foreign.TextOf(value) is not { } text || !text.StartsWith("[{", StringComparison.Ordinal))
        {
            return prompt is { } one ? Foreign.TextOf(one) : null;
        }

        try
        {
            return Foreign.LastOf(JsonMending.Parse(Encoding.UTF8.GetBytes(text), default), "user") ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    // A likelihood is a pair of a number and whether it would have been the greedy answer: [["-1.5", "False"]].
    private static bool IsLikelihood(JsonElement response) =>
        response.ValueKind == JsonValueKind.Array && response.GetArrayLength() == 1 && response[0] is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2;

    private static int Best(JsonElement responses)
    {
        (int best, double most) = (-1, double.NegativeInfinity);
        int index = 0;
        foreach (JsonElement response in responses.EnumerateArray())
        {
            if (IsLikelihood(response) && double.TryParse(Foreign.TextOf(response[0][0]), NumberStyles.Float, CultureInfo.InvariantCulture, out double likelihood) && likelihood > most)
            {
                (best, most) = (index, likelihood);
            }

            index++;
        }

        return best;
    }

    private static string? Option(Dictionary<string, JsonElement> parts, int index)
    {
        string number = index.ToString(CultureInfo.InvariantCulture);
        JsonElement? arguments = parts.Member("arguments");
        return (Foreign.TextAt(arguments, "gen_args_" + number, "arg_1") ?? Foreign.TextAt(arguments, number, "1"))?.Trim();
    }
}

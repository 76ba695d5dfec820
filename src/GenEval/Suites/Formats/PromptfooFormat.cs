using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>Results of promptfoo as JSON (one document) and JSON Lines; tables are read by <see cref="PromptfooCsvFormat"/>.</summary>
internal sealed class PromptfooFormat : ILogFormat
{
    private const int Errored = 2;

    private static readonly string[] s_ofResult =
        ["error", "namedScores", "prompt", "promptIdx", "provider", "response", "score", "success", "testCase", "testIdx", "vars", "metadata", "failureReason"];

    // Assertions whose value is what the answer should be, or should hold.
    private static readonly string[] s_comparing = ["equals", "contains", "icontains", "starts-with", "rouge-n", "bleu", "gleu", "meteor", "levenshtein", "similar", "factuality"];

    public FormatInfo Info { get; } = new(PromptfooCsvFormat.Tool, FormatKind.Log, "promptfoo results: JSON, JSON Lines and CSV", MetRealLog: true);

    public bool Recognizes(FileProbe probe) => IsDocument(probe) || (probe.Has("testCase", "promptIdx", "testIdx") && probe.HasAny("response", "error"));

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context)
    {
        bool isDocument = IsDocument(FileProbe.Of(file));
        using Stream stream = InputFile.Open(file, context.Options);
        using JsonCursor json = new(stream, file, context.Options.MaxLineBytes);
        HashSet<string> wanted = context.Wanted(s_ofResult);
        string task = FileProbe.Stem(file);
        foreach (RecordOrigin origin in isDocument ? Results(json) : Lines(json))
        {
            yield return RecordOf(json.TakeWhole(wanted), task, context, origin);
        }
    }

    private static bool IsDocument(FileProbe probe) => probe.Has("results") && probe.HasNested("results", "results") && probe.HasAny("evalId", "config", "results");

    // Each stop is at the beginning of a result's object.
    private static IEnumerable<RecordOrigin> Results(JsonCursor json)
    {
        json.Read();
        while (json.NextProperty() is { } name)
        {
            if (name != "results" || json.Token != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            foreach (RecordOrigin origin in json.ElementsOf("results"))
            {
                yield return origin;
            }
        }
    }

    private static IEnumerable<RecordOrigin> Lines(JsonCursor json)
    {
        while (json.Read())
        {
            if (json.Token == JsonTokenType.StartObject)
            {
                yield return json.Origin;
            }
        }
    }

    private static EvaluationRecord RecordOf(Dictionary<string, JsonElement> parts, string task, ImportContext context, RecordOrigin origin)
    {
        JsonElement? provider = parts.Member("provider");
        JsonElement? response = parts.Member("response");
        JsonElement? test = parts.Member("testCase");
        JsonElement? variables = parts.Member("vars") ?? Foreign.At(test, "vars");
        RecordDraft draft = new(context, origin)
        {
            Model = Foreign.TextAt(provider, "label") ?? Foreign.TextAt(provider, "id"),
            Task = task,
            Instruction = Foreign.TextAt(parts.Member("prompt"), "label"),
            Instance = parts.TextMember("testIdx") is { } index ? "test-" + index : null,
            Input = InputOf(variables) ?? Foreign.TextAt(parts.Member("prompt"), "raw"),
            References = ReferencesOf(test),
            Output = Foreign.At(response, "output") is { } output ? Foreign.TextOf(output) ?? output.GetRawText() : null,
        };
        draft.StoppedBy(Foreign.TextAt(response, "finishReason"));
        if (Foreign.At(response, "isRefusal") is { ValueKind: JsonValueKind.True })
        {
            draft.Fail(AnswerStatus.Refused);
        }
        else if (parts.Member("failureReason") is { } reason && Foreign.NumberOf(reason) == Errored)
        {
            draft.Fail("failed.error", Foreign.TextAt(response, "error") ?? parts.TextMember("error"));
        }

        TakeScores(draft, parts);
        draft.TakeOwnFields(variables);
        draft.TakeOwnFields(Foreign.At(test, "metadata"));
        draft.TakeMapped(parts);
        return draft.Build();
    }

    private static void TakeScores(RecordDraft draft, Dictionary<string, JsonElement> parts)
    {
        if (draft.Status?.StartsWith("failed", StringComparison.Ordinal) ?? false)
        {
            return;
        }

        if (parts.Member("namedScores") is { ValueKind: JsonValueKind.Object } named)
        {
            foreach (JsonProperty score in named.EnumerateObject())
            {
                draft.AddScore(PromptfooCsvFormat.Tool, score.Name, Foreign.NumberOf(score.Value));
            }
        }

        if (parts.Member("score") is { } total)
        {
            draft.AddScore(PromptfooCsvFormat.Tool, "score", Foreign.NumberOf(total));
        }
    }

    // A test with one variable has that for its input; with several, one that is called so.
    private static string? InputOf(JsonElement? variables) =>
        variables is { ValueKind: JsonValueKind.Object } all && all.EnumerateObject().Count() == 1 ? Foreign.TextOf(all.EnumerateObject().First().Value) : null;

    private static List<string>? ReferencesOf(JsonElement? test)
    {
        List<string> references = [];
        if (Foreign.At(test, "assert") is { ValueKind: JsonValueKind.Array } assertions)
        {
            foreach (JsonElement assertion in assertions.EnumerateArray())
            {
                if (s_comparing.Contains(Foreign.TextAt(assertion, "type"), StringComparer.Ordinal)
                    && Foreign.At(assertion, "value") is { ValueKind: JsonValueKind.String } value && Foreign.TextOf(value) is { } reference
                    && !references.Contains(reference, StringComparer.Ordinal))
                {
                    references.Add(reference);
                }
            }
        }

        return references.Count > 0 ? references : null;
    }
}

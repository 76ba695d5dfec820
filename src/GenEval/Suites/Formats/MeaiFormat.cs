using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Results of Microsoft.Extensions.AI.Evaluation: the store's files (<c>results/EXECUTION/SCENARIO/ITERATION.json</c>) and the JSON report.
/// Of the metrics that are no booleans and no shares, only those are taken whose scale the library documents: 1 to 5, brought to [0, 1].
/// </summary>
internal sealed class MeaiFormat : ILogFormat
{
    private const string Tool = "meai";

    private static readonly string[] s_ofResult = ["scenarioName", "iterationName", "executionName", "messages", "modelResponse", "evaluationResult", "tags"];
    private static readonly string[] s_shares = ["BLEU", "GLEU", "F1"];

    private static readonly string[] s_oneToFive =
    [
        "Coherence", "Completeness", "Equivalence", "Fluency", "Groundedness", "Intent Resolution", "Relevance", "Relevance (RTC)", "Truth (RTC)", "Completeness (RTC)", "Retrieval",
        "Task Adherence",
    ];

    public FormatInfo Info { get; } = new(Tool, FormatKind.Log, "Microsoft.Extensions.AI.Evaluation results and JSON reports", MetRealLog: true);

    public bool Recognizes(FileProbe probe) => probe.Has("scenarioName", "iterationName", "modelResponse") || probe.Has("scenarioRunResults");

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context)
    {
        bool isReport = FileProbe.Of(file).Has("scenarioRunResults");
        using Stream stream = InputFile.Open(file, context.Options);
        using JsonCursor json = new(stream, file, context.Options.MaxLineBytes);
        HashSet<string> wanted = context.Wanted(s_ofResult);
        json.Read();
        if (!isReport)
        {
            yield return RecordOf(json.TakeObject(wanted), context, new(file, 1));
            yield break;
        }

        foreach (RecordOrigin origin in json.ElementsOf("scenarioRunResults"))
        {
            yield return RecordOf(json.TakeObject(wanted), context, origin);
        }
    }

    private static EvaluationRecord RecordOf(Dictionary<string, JsonElement> parts, ImportContext context, RecordOrigin origin)
    {
        JsonElement? response = parts.Member("modelResponse");
        RecordDraft draft = new(context, origin)
        {
            Model = Foreign.TextAt(response, "modelId"),
            Task = parts.TextMember("scenarioName"),
            Input = parts.Member("messages") is { } messages ? Foreign.LastOf(messages, "user") : null,
            InstructionText = parts.Member("messages") is { } all ? Foreign.LastOf(all, "system") : null,
            Output = Foreign.At(response, "messages") is { } answers ? Foreign.LastOf(answers, "assistant") : null,
        };
        draft.StoppedBy(Foreign.TextAt(response, "finishReason"));
        if (draft.Output is null && draft.Status is null)
        {
            draft.Fail("failed.noOutput");
        }

        if (Foreign.At(parts.Member("evaluationResult"), "metrics") is { ValueKind: JsonValueKind.Object } metrics)
        {
            TakeMetrics(draft, metrics);
        }

        draft.TakeMapped(parts);
        return draft.Build();
    }

    private static void TakeMetrics(RecordDraft draft, JsonElement metrics)
    {
        List<string> references = [];
        foreach (JsonProperty metric in metrics.EnumerateObject())
        {
            if (Foreign.At(metric.Value, "value") is { ValueKind: not JsonValueKind.String } value && Foreign.NumberOf(value) is { } number)
            {
                bool isShare = value.ValueKind is JsonValueKind.True or JsonValueKind.False || s_shares.Contains(metric.Name, StringComparer.Ordinal);
                draft.AddScore(Tool, metric.Name, isShare ? number : s_oneToFive.Contains(metric.Name, StringComparer.Ordinal) ? (number - 1) / 4 : null);
            }

            if (Foreign.At(metric.Value, "context") is { ValueKind: JsonValueKind.Object } contexts)
            {
                foreach (JsonProperty context in contexts.EnumerateObject().Where(c => c.Name.StartsWith("References", StringComparison.Ordinal) || c.Name.StartsWith("Ground Truth", StringComparison.Ordinal)))
                {
                    references.AddRange(Texts(context.Value));
                }
            }
        }

        draft.References = references.Count > 0 ? [.. references.Distinct(StringComparer.Ordinal)] : null;
    }

    private static IEnumerable<string> Texts(JsonElement context) =>
        Foreign.At(context, "contents") is { ValueKind: JsonValueKind.Array } contents ? contents.EnumerateArray().Select(content => Foreign.TextAt(content, "text")).OfType<string>() : [];
}

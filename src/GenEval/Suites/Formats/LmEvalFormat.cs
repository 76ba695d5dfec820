using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Logs of lm-evaluation-harness: <c>samples_TASK_DATE.jsonl</c>, with the model and groups from the <c>results_DATE.json</c> beside them. A task
/// with several answer filters is logged once a filter; its answers are taken once, with the scores of all filters.
/// </summary>
internal sealed class LmEvalFormat : ILogFormat
{
    private const string Tool = "lm_eval";
    private const int EndLength = 1 << 20;

    // What is read beside the scores, whose names each line lists in "metrics".
    private static readonly string[] s_known =
        ["doc_id", "doc", "target", "arguments", "resps", "filtered_resps", "filter", "metrics", "doc_hash", "prompt_hash", "target_hash"];

    public FormatInfo Info { get; } = new(Tool, FormatKind.Log, "lm-evaluation-harness: samples_*.jsonl with results_*.json", MetRealLog: true);

    public bool Recognizes(FileProbe probe) => probe.Has("doc_id", "doc") && probe.HasAny("resps", "filtered_resps");

    public bool IsCompanion(FileProbe probe) => probe.Has("results") && probe.HasAny("configs", "versions", "n-shot");

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context)
    {
        LmEvalRun run = LmEvalRun.Of(file, context);
        Dictionary<string, List<(string Name, double? Value)>>? others = null;
        string? first = null;
        if (Filters(file, context) is { Count: > 1 } filters)
        {
            first = filters[0];
            others = OtherScores(file, first, context);
        }

        foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in Lines(file, context.Options))
        {
            string? filter = parts.TextMember("filter");
            if (others is not null && filter != first)
            {
                continue;
            }

            foreach (EvaluationRecord record in RecordsOf(parts, run, context, origin, others))
            {
                yield return record;
            }
        }
    }

    private static IEnumerable<(Dictionary<string, JsonElement> Parts, RecordOrigin Origin)> Lines(string file, RecordReadOptions options)
    {
        using Stream stream = InputFile.Open(file, options);
        using JsonCursor json = new(stream, file, options.MaxLineBytes);

        // Older versions wrote one list instead of lines.
        while (json.Read())
        {
            if (json.Token == JsonTokenType.StartObject)
            {
                RecordOrigin origin = json.Origin;
                yield return (json.TakeWhole(), origin);
            }
        }
    }

    private static IEnumerable<EvaluationRecord> RecordsOf(
        Dictionary<string, JsonElement> parts, LmEvalRun run, ImportContext context, RecordOrigin origin, Dictionary<string, List<(string Name, double? Value)>>? others)
    {
        JsonElement? doc = parts.Member("doc");
        IReadOnlyList<string?> outputs = LmEvalAnswers.Outputs(parts);
        for (int repeat = 0; repeat < outputs.Count; repeat++)
        {
            RecordDraft draft = new(context, origin)
            {
                Model = run.Model,
                Task = run.Task,
                Category = run.Group,
                Instance = parts.TextMember("doc_id"),
                References = LmEvalAnswers.References(parts),
                Output = outputs[repeat],
                Repeat = outputs.Count > 1 ? repeat : null,
            };
            if (draft.Output is null)
            {
                draft.Fail("failed.noOutput");
            }

            if (repeat == 0)
            {
                // The harness scores what its filters made of all repeats; that belongs to no other one.
                foreach ((string name, double? value) in Scores(parts, isOne: others is null).Concat(OthersOf(parts, others)))
                {
                    draft.AddScore(Tool, name, value);
                }
            }

            draft.TakeOwnFields(doc);
            draft.Input ??= LmEvalAnswers.Prompt(parts);
            draft.TakeMapped(parts);
            yield return draft.Build();
        }
    }

    private static List<(string Name, double? Value)> OthersOf(Dictionary<string, JsonElement> parts, Dictionary<string, List<(string Name, double? Value)>>? others) =>
        others is not null && others.TryGetValue(parts.TextMember("doc_id") ?? "", out List<(string Name, double? Value)>? scores) ? scores : [];

    private static IEnumerable<(string Name, double? Value)> Scores(Dictionary<string, JsonElement> parts, bool isOne)
    {
        string suffix = isOne || parts.TextMember("filter") is not { } filter ? "" : "," + filter;
        IEnumerable<string> names = parts.Member("metrics") is { } metrics && Foreign.TextsOf(metrics) is { } listed
            ? listed
            : parts.Keys.Where(key => !s_known.Contains(key, StringComparer.Ordinal) && parts[key].ValueKind == JsonValueKind.Number);
        return names.Where(name => parts.Member(name) is not null).Select(name => (name + suffix, Foreign.NumberOf(parts[name])));
    }

    private static Dictionary<string, List<(string Name, double? Value)>> OtherScores(string file, string first, ImportContext context)
    {
        Dictionary<string, List<(string Name, double? Value)>> scores = new(StringComparer.Ordinal);
        foreach ((Dictionary<string, JsonElement> parts, _) in Lines(file, context.Options with { BytesRead = null }))
        {
            if (parts.TextMember("filter") == first)
            {
                continue;
            }

            string id = parts.TextMember("doc_id") ?? "";
            if (!scores.TryGetValue(id, out List<(string Name, double? Value)>? known))
            {
                scores.Add(id, known = []);
            }

            known.AddRange(Scores(parts, isOne: false));
        }

        return scores;
    }

    /// <summary>The filters in the order of the file. Only where a line says something else than the first one are the lines looked at in full.</summary>
    private static List<string> Filters(string file, ImportContext context)
    {
        List<string> filters = [];
        if (HaveSameFilter(file))
        {
            return filters;
        }

        using Stream stream = InputFile.Open(file, context.Options with { BytesRead = null });
        using Utf8LineReader lines = new(stream, file, context.Options.MaxLineBytes);
        try
        {
            while (lines.TryRead(out ReadOnlySpan<byte> line))
            {
                ReadOnlySpan<byte> value = LastFilter(line);
                if (value.Length > 0 && (filters.Count == 0 || !value.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(filters[^1]))))
                {
                    string filter = System.Text.Encoding.UTF8.GetString(value);
                    if (!filters.Contains(filter, StringComparer.Ordinal))
                    {
                        filters.Add(filter);
                    }
                }
            }
        }
        catch (SuiteFormatException)
        {
            // The reading proper says what is wrong with the file, and where.
        }

        return filters;
    }

    // The harness writes all answers of a filter, then all of the next (of each process, where there were several): a file whose first and last line say
    // the same has one. Lines that do not fit into what is looked at here, or are compressed, are looked at one by one.
    private static bool HaveSameFilter(string file)
    {
        using FileStream stream = InputFile.OpenFile(file);
        byte[] bytes = new byte[(int)Math.Min(stream.Length, EndLength)];
        ReadOnlySpan<byte> head = bytes.AsSpan(0, RandomAccess.Read(stream.SafeFileHandle, bytes, 0));
        int line = head.IndexOf((byte)'\n');
        string first = line < 0 ? "" : System.Text.Encoding.UTF8.GetString(LastFilter(head[..line]));
        ReadOnlySpan<byte> tail = bytes.AsSpan(0, RandomAccess.Read(stream.SafeFileHandle, bytes, stream.Length - bytes.Length));
        return first.Length > 0 && first == System.Text.Encoding.UTF8.GetString(LastFilter(tail));
    }

    private static ReadOnlySpan<byte> LastFilter(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> key = "\"filter\": \""u8;
        int at = text.LastIndexOf(key);
        ReadOnlySpan<byte> value = at < 0 ? [] : text[(at + key.Length)..];
        int end = value.IndexOf((byte)'"');
        return end > 0 ? value[..end] : [];
    }
}

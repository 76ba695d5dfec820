using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Event logs of openai/evals: a first line with the run's <c>spec</c>, then one event a line. The first <c>sampling</c> event of a sample is its
/// answer (later ones are a grader's, or further turns); what <c>match</c>, <c>metrics</c> and <c>error</c> events say of it is gathered first.
/// </summary>
internal sealed class OpenAiEvalsFormat : ILogFormat
{
    private const string Tool = "openai_evals";

    private static readonly HashSet<string> s_ofEvent = ["spec", "final_report", "sample_id", "type", "data"];

    public FormatInfo Info { get; } = new(Tool, FormatKind.Log, "openai/evals event logs: JSON Lines", MetRealLog: false);

    public bool Recognizes(FileProbe probe) =>
        (probe.Has("spec") && (probe.HasNested("spec", "eval_name") || probe.HasNested("spec", "base_eval"))) || probe.Has("run_id", "event_id", "sample_id", "type", "data");

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context)
    {
        Run run = Gather(file, context);
        if (!run.IsFinished)
        {
            context.Partial(file, "it has no final report, so its run has not finished");
        }

        HashSet<string> answered = new(StringComparer.Ordinal);
        foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in Events(file, context.Options))
        {
            if (parts.TextMember("type") == "sampling" && parts.TextMember("sample_id") is { } id && answered.Add(id))
            {
                yield return Answer(id, parts, run, context, origin);
            }
        }

        foreach ((string id, Outcome outcome) in run.Outcomes.Where(pair => !answered.Contains(pair.Key) && pair.Value.IsAnswerOrError))
        {
            RecordDraft draft = Draft(id, run, context, new(file, outcome.Line));
            draft.Output = outcome.Sampled;
            Finish(draft, outcome);
            yield return draft.Build();
        }
    }

    private static EvaluationRecord Answer(string id, Dictionary<string, JsonElement> parts, Run run, ImportContext context, RecordOrigin origin)
    {
        RecordDraft draft = Draft(id, run, context, origin);
        JsonElement? data = parts.Member("data");
        Outcome outcome = run.Outcomes.GetValueOrDefault(id) ?? new();
        JsonElement? prompt = Foreign.At(data, "prompt");
        draft.Input = prompt is { } text ? Foreign.TextOf(text) ?? Foreign.LastOf(text, "user") : null;
        draft.Output = outcome.Sampled ?? (Foreign.At(data, "sampled") is { } sampled ? Foreign.TextOf(sampled) ?? Foreign.TextAt(sampled, "0") : null);
        Finish(draft, outcome);
        draft.TakeMapped(parts);
        return draft.Build();
    }

    private static void Finish(RecordDraft draft, Outcome outcome)
    {
        draft.References = outcome.Expected;
        if (draft.Output is null)
        {
            draft.Fail("failed.error", outcome.Error);
        }

        foreach ((string name, double value) in outcome.Scores)
        {
            draft.AddScore(Tool, name, value);
        }
    }

    private static RecordDraft Draft(string id, Run run, ImportContext context, RecordOrigin origin) => new(context, origin) { Model = run.Model, Task = run.Task, Instance = id };

    private static Run Gather(string file, ImportContext context)
    {
        Run run = new(FileProbe.Stem(file));
        try
        {
            foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in Events(file, context.Options with { BytesRead = null }))
            {
                run.Take(parts, origin);
            }
        }
        catch (TruncatedException)
        {
            // The second reading comes to the same place and says so.
        }

        return run;
    }

    private static IEnumerable<(Dictionary<string, JsonElement> Parts, RecordOrigin Origin)> Events(string file, RecordReadOptions options)
    {
        using Stream stream = InputFile.Open(file, options);
        using JsonCursor json = new(stream, file, options.MaxLineBytes);
        while (json.Read())
        {
            if (json.Token == JsonTokenType.StartObject)
            {
                RecordOrigin origin = json.Origin;
                yield return (json.TakeObject(s_ofEvent), origin);
            }
        }
    }

    /// <summary>What the events other than answers say.</summary>
    private sealed class Run(string name)
    {
        public string Task { get; private set; } = name;

        public string? Model { get; private set; }

        public bool IsFinished { get; private set; }

        public Dictionary<string, Outcome> Outcomes { get; } = new(StringComparer.Ordinal);

        public void Take(Dictionary<string, JsonElement> parts, RecordOrigin origin)
        {
            if (parts.Member("spec") is { } spec)
            {
                Task = Foreign.TextAt(spec, "base_eval") ?? Foreign.TextAt(spec, "eval_name") ?? Task;
                Model = Foreign.TextAt(spec, "completion_fns", "0") ?? Foreign.TextAt(spec, "model_name");
            }

            IsFinished |= parts.ContainsKey("final_report") || parts.TextMember("type") == "final_report";
            if (parts.TextMember("sample_id") is { } id && parts.Member("data") is { ValueKind: JsonValueKind.Object } data)
            {
                if (!Outcomes.TryGetValue(id, out Outcome? outcome))
                {
                    Outcomes.Add(id, outcome = new() { Line = origin.Line });
                }

                outcome.Take(parts.TextMember("type"), data);
            }
        }
    }

    /// <summary>What the events say of one sample.</summary>
    private sealed class Outcome
    {
        public long Line { get; init; }

        public string? Sampled { get; private set; }

        public string? Error { get; private set; }

        public IReadOnlyList<string>? Expected { get; private set; }

        public List<(string Name, double Value)> Scores { get; } = [];

        public bool IsAnswerOrError => Sampled is not null || Error is not null;

        public void Take(string? type, JsonElement data)
        {
            switch (type)
            {
                case "match":
                    Sampled = Foreign.TextAt(data, "sampled") ?? Sampled;
                    Expected = Foreign.At(data, "expected") is { } expected ? Foreign.TextsOf(expected) ?? Expected : Expected;
                    if (Foreign.At(data, "correct") is { } correct && Foreign.NumberOf(correct) is { } match)
                    {
                        Scores.Add(("match", match));
                    }

                    break;
                case "metrics":
                    foreach (JsonProperty metric in data.EnumerateObject())
                    {
                        if (Foreign.NumberOf(metric.Value) is { } value)
                        {
                            Scores.Add((metric.Name, value));
                        }
                    }

                    break;
                case "error":
                    Error = Foreign.TextAt(data, "message") ?? Foreign.TextAt(data, "type") ?? "error";
                    break;
                default:
                    break;
            }
        }
    }
}

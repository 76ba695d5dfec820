using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>What the events of an openai/evals log say of one sample.</summary>
internal sealed class OpenAiEvalsSample(string id, RecordOrigin first)
{
    private readonly List<(string Name, double Value)> _scores = [];
    private RecordDraft? _answer;
    private bool _isMapped;
    private string? _matched;
    private string? _error;
    private IReadOnlyList<string>? _expected;

    public string Id => id;

    public void Take(string? type, JsonElement data, Dictionary<string, JsonElement> parts, ImportContext context)
    {
        switch (type)
        {
            case "sampling" when _answer is null:
                _answer = new(context, first) { Instance = id };
                JsonElement? prompt = Foreign.At(data, "prompt");
                _answer.Input = prompt is { } text ? Foreign.TextOf(text) ?? Foreign.LastOf(text, "user") : null;
                _answer.Output = Foreign.At(data, "sampled") is { } sampled ? Foreign.TextOf(sampled) ?? Foreign.TextAt(sampled, "0") : null;
                string? own = _answer.Output;
                _answer.TakeMapped(parts);
                _isMapped = !ReferenceEquals(own, _answer.Output);
                break;
            case "match":
                _matched = Foreign.TextAt(data, "sampled") ?? _matched;
                _expected = Foreign.At(data, "expected") is { } expected ? Foreign.TextsOf(expected) ?? _expected : _expected;
                if (Foreign.At(data, "correct") is { } correct && Foreign.NumberOf(correct) is { } match)
                {
                    _scores.Add(("match", match));
                }

                break;
            case "metrics":
                foreach (JsonProperty metric in data.EnumerateObject())
                {
                    if (Foreign.NumberOf(metric.Value) is { } value)
                    {
                        _scores.Add((metric.Name, value));
                    }
                }

                break;
            case "error":
                _error = Foreign.TextAt(data, "message") ?? Foreign.TextAt(data, "type") ?? "error";
                break;
            default:
                break;
        }
    }

    /// <summary>The answer, or null where the events hold neither one nor an error.</summary>
    public EvaluationRecord? Build(string tool, string? model, string task, ImportContext context)
    {
        if (_answer is null && _matched is null && _error is null)
        {
            return null;
        }

        RecordDraft draft = _answer ?? new(context, first) { Instance = id };
        draft.Model ??= model;
        draft.Task ??= task;
        draft.Output = _isMapped ? draft.Output : _matched ?? draft.Output;
        draft.References ??= _expected;
        if (draft.Output is null)
        {
            draft.Fail("failed.error", _error);
        }

        foreach ((string name, double value) in _scores)
        {
            draft.AddScore(tool, name, value);
        }

        return draft.Build();
    }
}

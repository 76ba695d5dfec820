using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Event logs of openai/evals: a first line with the run's <c>spec</c>, then one event a line. The first <c>sampling</c> event of a sample is its
/// answer (later ones are a grader's, or further turns); <c>match</c>, <c>metrics</c> and <c>error</c> events say the rest. A run writes a sample's events
/// soon after one another, so that samples are held back until many others have come, and a log of any length is read once.
/// </summary>
internal sealed class OpenAiEvalsFormat : ILogFormat
{
    private const string Tool = "openai_evals";
    private const int HeldBack = 1000;

    private static readonly HashSet<string> s_ofEvent = ["spec", "final_report", "sample_id", "type", "data"];

    public FormatInfo Info { get; } = new(Tool, FormatKind.Log, "openai/evals event logs: JSON Lines", MetRealLog: false);

    public bool Recognizes(FileProbe probe) =>
        (probe.Has("spec") && (probe.HasNested("spec", "eval_name") || probe.HasNested("spec", "base_eval"))) || probe.Has("run_id", "event_id", "sample_id", "type", "data");

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context)
    {
        Run run = new(FileProbe.Stem(file), context);
        using Stream stream = InputFile.Open(file, context.Options);
        using JsonCursor json = new(stream, file, context.Options.MaxLineBytes);
        HashSet<string> wanted = context.Wanted(s_ofEvent);
        TruncatedException? cutOff = null;
        while (Next(json, ref cutOff))
        {
            if (json.Token == JsonTokenType.StartObject)
            {
                RecordOrigin origin = json.Origin;
                try
                {
                    run.Take(json.TakeWhole(wanted), origin);
                }
                catch (TruncatedException e)
                {
                    cutOff = e;
                    break;
                }
            }

            if (run.Held > HeldBack && run.Release() is { } record)
            {
                yield return record;
            }
        }

        while (run.Held > 0)
        {
            if (run.Release() is { } record)
            {
                yield return record;
            }
        }

        if (cutOff is not null)
        {
            throw cutOff;
        }

        if (!run.IsFinished)
        {
            context.Partial(file, "it has no final report, so its run has not finished");
        }
    }

    private static bool Next(JsonCursor json, ref TruncatedException? cutOff)
    {
        try
        {
            return json.Read();
        }
        catch (TruncatedException e)
        {
            cutOff = e;
            return false;
        }
    }

    /// <summary>The samples of which events may still come, in the order of their first event.</summary>
    private sealed class Run(string name, ImportContext context)
    {
        private readonly Dictionary<string, OpenAiEvalsSample> _held = new(StringComparer.Ordinal);
        private readonly Queue<OpenAiEvalsSample> _order = new();
        private readonly HashSet<UInt128> _released = [];
        private string _task = name;
        private string? _model;

        public bool IsFinished { get; private set; }

        public int Held => _order.Count;

        public void Take(Dictionary<string, JsonElement> parts, RecordOrigin origin)
        {
            if (parts.Member("spec") is { } spec)
            {
                _task = Foreign.TextAt(spec, "base_eval") ?? Foreign.TextAt(spec, "eval_name") ?? _task;
                _model = Foreign.TextAt(spec, "completion_fns", "0") ?? Foreign.TextAt(spec, "model_name");
            }

            IsFinished |= parts.ContainsKey("final_report") || parts.TextMember("type") == "final_report";
            if (parts.TextMember("sample_id") is not { } id || parts.Member("data") is not { ValueKind: JsonValueKind.Object } data)
            {
                return;
            }

            if (!_held.TryGetValue(id, out OpenAiEvalsSample? sample))
            {
                if (_released.Contains(Key(id)))
                {
                    context.Note("eventTooLate", "sample", FormattableString.Invariant($"events came more than {HeldBack} samples behind their sample's first and were left out"), origin);
                    return;
                }

                _held.Add(id, sample = new(id, origin));
                _order.Enqueue(sample);
            }

            sample.Take(parts.TextMember("type"), data, parts, context);
        }

        /// <summary>The oldest sample's answer, or null where its events hold none.</summary>
        public EvaluationRecord? Release()
        {
            OpenAiEvalsSample sample = _order.Dequeue();
            _held.Remove(sample.Id);
            _released.Add(Key(sample.Id));
            return sample.Build(Tool, _model, _task, context);
        }

        // Ids of millions of samples would fill the memory; their hashes are a few bytes each.
        private static UInt128 Key(string id) => BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }
}

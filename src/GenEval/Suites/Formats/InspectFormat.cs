using System.Globalization;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Logs of inspect_ai: <c>.eval</c> archives (also of a run that was killed, which have no header) and <c>.json</c> logs, of format version 1 and 2.
/// </summary>
internal sealed class InspectFormat : ILogFormat
{
    private const string Tool = "inspect_ai";
    private const string HeaderMember = "header.json";
    private const string StartMember = "_journal/start.json";
    private const string SamplesFolder = "samples/";

    private static readonly string[] s_ofSample = ["id", "epoch", "input", "target", "output", "scores", "score", "metadata", "error"];

    public FormatInfo Info { get; } = new(Tool, FormatKind.Log, "inspect_ai logs: .eval archives and .json", MetRealLog: true);

    public bool Recognizes(FileProbe probe) => probe.Members is { } members
        ? members.Contains(HeaderMember, StringComparer.Ordinal) || members.Contains(StartMember, StringComparer.Ordinal)
        : probe.Has("eval", "status") && probe.HasNested("eval", "task") && probe.HasNested("eval", "model");

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context) =>
        Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase) || FileProbe.Of(file).Members is null ? ReadJson(file, context) : ReadArchive(file, context);

    private static IEnumerable<EvaluationRecord> ReadArchive(string file, ImportContext context)
    {
        using ZipContent zip = new(file, context.Options.BytesRead);
        if (!zip.IsWhole)
        {
            context.Partial(file, "the archive ends before its directory");
        }

        // A log that was edited may hold a member twice; the last one counts.
        Dictionary<string, ZipMember> members = new(StringComparer.Ordinal);
        foreach (ZipMember member in zip.Members)
        {
            members[member.Name] = member;
        }

        JsonElement? header = Header(zip, members, HeaderMember, file, context) ?? Header(zip, members, StartMember, file, context);
        Log log = new(header, file, context);
        HashSet<string> wanted = context.Wanted(s_ofSample);
        long samples = 0;
        foreach (ZipMember member in members.Values.Where(m => m.Name.StartsWith(SamplesFolder, StringComparison.Ordinal) && m.Name.EndsWith(".json", StringComparison.Ordinal)))
        {
            if (ReadMember(zip, member, file, wanted, context) is { } parts)
            {
                samples++;
                yield return log.RecordOf(parts, new(file + "/" + member.Name, 0));
            }
        }

        log.CheckComplete(header, samples, isFinished: members.ContainsKey(HeaderMember));
    }

    private static IEnumerable<EvaluationRecord> ReadJson(string file, ImportContext context)
    {
        using Stream stream = InputFile.Open(file, context.Options);
        using JsonCursor json = new(stream, file, context.Options.MaxLineBytes);
        HashSet<string> wanted = context.Wanted(s_ofSample);
        Dictionary<string, JsonElement> header = new(StringComparer.Ordinal);
        Log? log = null;
        long samples = 0;
        json.Read();
        while (json.NextProperty() is { } name)
        {
            if (name is "samples" && json.Token == JsonTokenType.StartArray)
            {
                log = new(header.Member("eval"), header.Member("version"), file, context);
                while (json.NextElement())
                {
                    RecordOrigin origin = json.Origin;
                    samples++;
                    yield return log.RecordOf(json.TakeObject(wanted), origin);
                }
            }
            else if (name is "version" or "status" or "eval" or "results")
            {
                header[name] = json.Take();
            }
            else
            {
                json.Skip();
            }
        }

        log ??= new(header.Member("eval"), header.Member("version"), file, context);
        log.CheckComplete(header.TextMember("status"), Foreign.At(header.Member("results"), "total_samples"), samples, isFinished: header.ContainsKey("results"));
    }

    private static JsonElement? Header(ZipContent zip, Dictionary<string, ZipMember> members, string name, string file, ImportContext context)
    {
        if (!members.TryGetValue(name, out ZipMember member))
        {
            return null;
        }

        try
        {
            using Stream stream = zip.Open(member);
            using JsonCursor json = new(stream, file + "/" + name, context.Options.MaxLineBytes);
            json.Read();
            return json.Take();
        }
        catch (TruncatedException e)
        {
            context.Partial(file, e.Message);
            return null;
        }
    }

    private static Dictionary<string, JsonElement>? ReadMember(ZipContent zip, ZipMember member, string file, HashSet<string> wanted, ImportContext context)
    {
        try
        {
            using Stream stream = zip.Open(member);
            using JsonCursor json = new(stream, file + "/" + member.Name, context.Options.MaxLineBytes);
            json.Read();
            Dictionary<string, JsonElement> parts = json.TakeObject(wanted);
            _ = json.Read();
            return parts;
        }
        catch (TruncatedException e)
        {
            context.Partial(file, e.Message);
            return null;
        }
    }

    /// <summary>What the header says of all samples.</summary>
    private sealed class Log
    {
        private readonly ImportContext _context;
        private readonly string _file;
        private readonly JsonElement? _eval;
        private readonly bool _repeats;

        public Log(JsonElement? header, string file, ImportContext context)
            : this(Foreign.At(header, "eval"), Foreign.At(header, "version"), file, context)
        {
        }

        public Log(JsonElement? eval, JsonElement? version, string file, ImportContext context)
        {
            (_eval, _file, _context) = (eval, file, context);
            _repeats = Foreign.At(eval, "config", "epochs") is { } epochs && Foreign.NumberOf(epochs) > 1;
            if (version is not { } number || Foreign.NumberOf(number) is not (1 or 2))
            {
                context.Warn("unknownVersion", $"{file}: the log's format version is {(version is { } v ? v.GetRawText() : "not given")}; it was read as version 2.");
            }
        }

        public EvaluationRecord RecordOf(Dictionary<string, JsonElement> parts, RecordOrigin origin)
        {
            JsonElement? output = parts.Member("output");
            JsonElement? choice = Foreign.At(output, "choices", "0");
            RecordDraft draft = new(_context, origin)
            {
                Model = Foreign.TextAt(_eval, "model"),
                Task = Foreign.TextAt(_eval, "task") ?? FileProbe.Stem(_file),
                Instance = parts.TextMember("id"),
                Input = parts.Member("input") is { } input ? Foreign.TextOf(input) ?? Foreign.LastOf(input, "user") : null,
                References = parts.Member("target") is { } target ? Foreign.TextsOf(target) : null,
                Output = Foreign.TextAt(output, "completion") ?? (Foreign.At(choice, "message", "content") is { } content ? Foreign.ContentOf(content) : null),
                Repeat = _repeats && parts.Member("epoch") is { } epoch && Foreign.NumberOf(epoch) is { } number and >= 1 ? (int)number - 1 : null,
            };
            draft.StoppedBy(Foreign.TextAt(choice, "stop_reason"));
            if (parts.Member("error") is { } error)
            {
                draft.Fail("failed.error", Foreign.TextAt(error, "message") ?? Foreign.TextOf(error));
            }
            else if (Foreign.TextAt(output, "error") is { Length: > 0 } failed)
            {
                draft.Fail("failed.error", failed);
            }
            else if (choice is null && string.IsNullOrEmpty(draft.Output))
            {
                draft.Fail("failed.noOutput");
            }

            TakeScores(draft, parts);
            draft.TakeOwnFields(Foreign.At(_eval, "metadata"));
            draft.TakeOwnFields(parts.Member("metadata"));
            draft.TakeMapped(parts);
            return draft.Build();
        }

        public void CheckComplete(JsonElement? header, long samples, bool isFinished) =>
            CheckComplete(Foreign.TextAt(header, "status"), Foreign.At(header, "results", "total_samples"), samples, isFinished);

        public void CheckComplete(string? status, JsonElement? total, long samples, bool isFinished)
        {
            double? expected = total is { } number ? Foreign.NumberOf(number) : Planned();
            if (!isFinished || status is "started" or "error" or "cancelled")
            {
                string of = expected is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all}") : "";
                _context.Partial(_file, string.Create(CultureInfo.InvariantCulture, $"its run has not finished (status {status ?? "started"}), {samples}{of} samples are there"));
            }
            else if (expected > samples)
            {
                _context.Partial(_file, string.Create(CultureInfo.InvariantCulture, $"its header speaks of {expected} samples and {samples} are there"));
            }
        }

        private double? Planned() =>
            Foreign.At(_eval, "dataset", "samples") is { } samples && Foreign.NumberOf(samples) is { } inputs
                ? inputs * (Foreign.At(_eval, "config", "epochs") is { } epochs ? Foreign.NumberOf(epochs) ?? 1 : 1)
                : null;

        private static void TakeScores(RecordDraft draft, Dictionary<string, JsonElement> parts)
        {
            if (parts.Member("scores") is { ValueKind: JsonValueKind.Object } scores)
            {
                foreach (JsonProperty score in scores.EnumerateObject())
                {
                    TakeScore(draft, score.Name, Foreign.At(score.Value, "value"));
                }
            }
            else if (parts.Member("score") is { } score)
            {
                TakeScore(draft, "score", Foreign.At(score, "value"));
            }
        }

        // The letters are inspect_ai's CORRECT, INCORRECT, PARTIAL and NOANSWER with the values of its value_to_float.
        private static void TakeScore(RecordDraft draft, string name, JsonElement? value)
        {
            switch (value)
            {
                case null:
                    break;
                case { ValueKind: JsonValueKind.Object } several:
                    foreach (JsonProperty part in several.EnumerateObject())
                    {
                        TakeScore(draft, name + "." + part.Name, part.Value.ValueKind == JsonValueKind.Null ? null : part.Value);
                    }

                    break;
                case { ValueKind: JsonValueKind.String } word:
                    draft.AddScore(Tool, name, Foreign.TextOf(word) switch
                    {
                        "C" => 1,
                        "I" or "N" => 0,
                        "P" => 0.5,
                        string text when text.Equals("yes", StringComparison.OrdinalIgnoreCase) || text.Equals("true", StringComparison.OrdinalIgnoreCase) => 1,
                        string text when text.Equals("no", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase) => 0,
                        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
                        _ => null,
                    });
                    break;
                case { } other:
                    draft.AddScore(Tool, name, Foreign.NumberOf(other));
                    break;
            }
        }
    }
}

using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>What the files beside a HELM <c>scenario_state.json</c> say of its answers.</summary>
internal sealed class HelmRun
{
    // Figures about the request and the run, not about the answer.
    private static readonly string[] s_noScores =
        ["num_", "finish_reason_", "inference_", "training_", "prompt_truncated", "batch_size", "logprob", "perplexity", "bits_per_byte", "max_prob", "estimated_", "predicted_index", "request_"];

    private readonly Dictionary<(string?, string?, int), List<(string Name, double Value)>> _scores = [];

    // One text for each name: the statistics of a hundred thousand instances have the same fifty.
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private HelmRun(string task) => Task = task;

    public string Task { get; private set; }

    public string? Model { get; private set; }

    public string? Group { get; private set; }

    public static HelmRun Of(string file, ImportContext context)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        HelmRun run = new(HelmFormat.TaskOf(Path.GetFileName(folder)));
        run.Read(Path.Combine(folder, "run_spec.json"), context, run.TakeSpec);
        run.Read(Path.Combine(folder, "per_instance_stats.json"), context, run.TakeStats);
        return run;
    }

    public void TakeScores(RecordDraft draft, string? instance, string? perturbation, int trial)
    {
        foreach ((string name, double value) in _scores.GetValueOrDefault((instance, perturbation, trial)) ?? [])
        {
            draft.AddScore("helm", name, value);
        }
    }

    private void Read(string path, ImportContext context, Action<JsonCursor> take)
    {
        if (!File.Exists(path))
        {
            context.Warn("companionMissing", $"{path}: is not there; the names and scores that it holds are missing.");
            return;
        }

        using Stream stream = InputFile.Open(path, new());
        using JsonCursor json = new(stream, path, context.Options.MaxLineBytes);
        try
        {
            json.Read();
            take(json);
        }
        catch (TruncatedException e)
        {
            context.Partial(path, e.Message);
        }
    }

    private void TakeSpec(JsonCursor json)
    {
        Dictionary<string, JsonElement> parts = json.TakeObject(new HashSet<string>(StringComparer.Ordinal) { "name", "adapter_spec", "groups" });
        Task = parts.TextMember("name") is { } name ? HelmFormat.TaskOf(name) : Task;
        Model = Foreign.TextAt(parts.Member("adapter_spec"), "model");
        Group = Foreign.TextAt(parts.Member("groups"), "0");
    }

    private void TakeStats(JsonCursor json)
    {
        while (json.NextElement())
        {
            Dictionary<string, JsonElement> parts = json.TakeObject();
            int trial = parts.Member("train_trial_index") is { } number && Foreign.NumberOf(number) is { } index ? (int)index : 0;
            List<(string Name, double Value)> scores = [];
            foreach (JsonElement stat in parts.Member("stats") is { ValueKind: JsonValueKind.Array } stats ? [.. stats.EnumerateArray()] : (JsonElement[])[])
            {
                if (Foreign.TextAt(stat, "name", "name") is { } name && !s_noScores.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
                    && Foreign.At(stat, "mean") is { } mean && Foreign.NumberOf(mean) is { } value)
                {
                    scores.Add((Same(name), value));
                }
            }

            _scores[(parts.TextMember("instance_id"), Foreign.TextAt(parts.Member("perturbation"), "name"), trial)] = scores;
        }
    }

    private string Same(string name)
    {
        if (_names.TryGetValue(name, out string? same))
        {
            return same;
        }

        _names.Add(name);
        return name;
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace GenEval.Suites.Formats;

/// <summary>Runs of HELM: <c>scenario_state.json</c>, with the name from <c>run_spec.json</c> and scores from <c>per_instance_stats.json</c> beside it.</summary>
internal sealed partial class HelmFormat : ILogFormat
{
    private const string Tool = "helm";

    private static readonly string[] s_ofState = ["instance", "reference_index", "request_mode", "train_trial_index", "output_mapping", "request", "result"];

    public FormatInfo Info { get; } = new(Tool, FormatKind.Log, "HELM runs: scenario_state.json with per_instance_stats.json and run_spec.json", MetRealLog: false);

    public bool Recognizes(FileProbe probe) => probe.Has("adapter_spec") && (probe.Has("request_states") || probe.Name == "scenario_state.json");

    public bool IsCompanion(FileProbe probe) =>
        probe.Name is "per_instance_stats.json" or "run_spec.json" or "stats.json" or "scenario.json" or "instances.json" or "display_predictions.json" or "display_requests.json";

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context)
    {
        HelmRun run = HelmRun.Of(file, context);
        using Stream stream = InputFile.Open(file, context.Options);
        using JsonCursor json = new(stream, file, context.Options.MaxLineBytes);
        HashSet<string> wanted = context.Wanted(s_ofState);
        json.Read();
        foreach (RecordOrigin origin in json.ElementsOf("request_states"))
        {
            foreach (EvaluationRecord record in RecordsOf(json.TakeObject(wanted), run, context, origin))
            {
                yield return record;
            }
        }
    }

    /// <summary>The task of a run's name: without the model and what was done to the data, which are no part of the task.</summary>
    public static string TaskOf(string runName) => NotOfTask().Replace(runName, "").TrimEnd(':', ',');

    private static IEnumerable<EvaluationRecord> RecordsOf(Dictionary<string, JsonElement> parts, HelmRun run, ImportContext context, RecordOrigin origin)
    {
        if (parts.Member("reference_index") is not null)
        {
            context.Note("optionsLeftOut", "reference_index", "requests compare one option each by its likelihood and hold no answer; they were left out", origin);
            yield break;
        }

        JsonElement? instance = parts.Member("instance");
        JsonElement? result = parts.Member("result");
        JsonElement[] completions = Foreign.At(result, "completions") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
        int trial = parts.Member("train_trial_index") is { } number && Foreign.NumberOf(number) is { } index ? (int)index : 0;
        for (int i = 0; i < Math.Max(1, completions.Length); i++)
        {
            RecordDraft draft = Draft(parts, instance, run, context, origin);
            draft.Repeat = trial > 0 || completions.Length > 1 ? (trial * Math.Max(1, completions.Length)) + i : null;
            if (Foreign.At(result, "success") is { ValueKind: JsonValueKind.False } || completions.Length == 0)
            {
                draft.Fail(Foreign.At(result, "success") is { ValueKind: JsonValueKind.False } ? "failed.error" : "failed.noOutput", Foreign.TextAt(result, "error"));
            }
            else
            {
                string text = Foreign.TextAt(completions[i], "text") ?? "";
                draft.Output = Foreign.TextAt(parts.Member("output_mapping"), text.Trim()) ?? text;
                draft.StoppedBy(Foreign.TextAt(completions[i], "finish_reason", "reason"));
            }

            if (i == 0)
            {
                run.TakeScores(draft, Foreign.TextAt(instance, "id"), Foreign.TextAt(instance, "perturbation", "name"), trial);
            }

            draft.TakeOwnFields(Foreign.At(instance, "extra_data"));
            draft.TakeMapped(parts);
            yield return draft.Build();
        }
    }

    private static RecordDraft Draft(Dictionary<string, JsonElement> parts, JsonElement? instance, HelmRun run, ImportContext context, RecordOrigin origin)
    {
        List<string> references = [];
        if (Foreign.At(instance, "references") is { ValueKind: JsonValueKind.Array } all)
        {
            references.AddRange(all.EnumerateArray()
                .Where(reference => Foreign.At(reference, "tags") is { } tags && (Foreign.TextsOf(tags)?.Contains("correct", StringComparer.Ordinal) ?? false))
                .Select(reference => Foreign.TextAt(reference, "output", "text") ?? ""));
        }

        string? perturbation = Foreign.TextAt(instance, "perturbation", "name");
        return new(context, origin)
        {
            Model = Foreign.TextAt(parts.Member("request"), "model") ?? run.Model,
            Task = run.Task,
            Category = run.Group,
            Instance = Foreign.TextAt(instance, "id") + (perturbation is null ? "" : "+" + perturbation),
            Input = Foreign.TextAt(instance, "input", "text") is { Length: > 0 } text ? text : Foreign.At(instance, "input", "messages") is { } chat ? Foreign.LastOf(chat, "user") : null,
            References = references,
        };
    }

    [GeneratedRegex(@"(?<=[:,])(model|model_deployment|data_augmentation|num_trials|max_eval_instances)=[^,]*,?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotOfTask();
}

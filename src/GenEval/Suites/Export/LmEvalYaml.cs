using YamlDotNet.Serialization;

namespace GenEval.Suites.Export;

/// <summary>The YAML of a task, after the fields of <c>lm_eval/config/task.py</c> (0.4.13) and docs/task_guide.md.</summary>
internal static class LmEvalYaml
{
    // PyYAML reads YAML 1.1, where a plain yes, no or on is no text.
    private static readonly ISerializer s_yaml = new SerializerBuilder().WithQuotingNecessaryStrings(quoteYaml1_1Strings: true).DisableAliases().Build();

    public static string Of(Suite suite, string name, string[] tags, string data, IReadOnlyCollection<EvaluationRecord> documents)
    {
        Dictionary<string, object> task = new(StringComparer.Ordinal)
        {
            ["task"] = name,
            ["tag"] = tags,
            ["dataset_path"] = "json",
            ["dataset_kwargs"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["data_files"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["test"] = data } },
            ["test_split"] = "test",
            ["output_type"] = "generate_until",

            // The name of a field, and no template: a prompt may have braces in it.
            ["doc_to_text"] = "prompt",
            ["doc_to_target"] = "references",
            ["num_fewshot"] = 0,
            ["generation_kwargs"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["until"] = Array.Empty<string>(), ["do_sample"] = false, ["temperature"] = 0.0 },
            ["metric_list"] = new[] { Metric(documents) },
            ["metadata"] = Metadata(suite),
        };
        if (suite.System is { Length: > 0 })
        {
            task["description"] = "{{system}}";
        }

        return s_yaml.Serialize(task);
    }

    // With several references it counts a match with any of them; without any it cannot compare.
    private static Dictionary<string, object> Metric(IReadOnlyCollection<EvaluationRecord> documents) => documents.All(d => d.References is { Count: > 0 })
        ? new(StringComparer.Ordinal) { ["metric"] = "exact_match", ["aggregation"] = "mean", ["higher_is_better"] = true, ["ignore_case"] = true, ["ignore_punctuation"] = true }
        : new(StringComparer.Ordinal) { ["metric"] = "bypass" };

    private static Dictionary<string, object> Metadata(Suite suite)
    {
        Dictionary<string, object> metadata = new(StringComparer.Ordinal) { ["version"] = 1, ["suite"] = suite.Name };
        if (suite.Version is { } version)
        {
            metadata["suite_version"] = version;
        }

        if (suite.License is { } license)
        {
            metadata["license"] = license;
        }

        return metadata;
    }
}

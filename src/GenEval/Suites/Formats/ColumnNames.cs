using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>The names under which data sets and answers commonly have their columns, for files that are plain tables or lines of them.</summary>
internal static class ColumnNames
{
    public static readonly string[] Model = ["model", "model_name"];
    public static readonly string[] Task = ["task", "task_name", "subtask"];
    public static readonly string[] Category = ["category", "cluster"];
    public static readonly string[] Instance = ["instance", "id", "input_id", "instance_id", "example_id", "question_id", "sample_id"];
    public static readonly string[] Wording = ["instruction_id", "prompt_id", "template_id"];
    public static readonly string[] Instruction = ["instruction", "definition", "definitions"];
    public static readonly string[] Paraphrases = ["paraphrases"];
    public static readonly string[] Input = ["input", "inputs", "question", "query"];
    public static readonly string[] References = ["references", "reference", "targets", "target", "answers", "answer", "ideal", "gold"];
    public static readonly string[] Answer = ["prediction", "completion", "response", "generated_text", "generation", "model_output", "model_answer"];
    public static readonly string[] Split = ["novelty", "split"];

    /// <summary>The first of the columns that has a value, or null.</summary>
    public static JsonElement? Find(this Dictionary<string, JsonElement> parts, string[] names)
    {
        foreach (string name in names)
        {
            if (parts.Member(name) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public static string? FindText(this Dictionary<string, JsonElement> parts, string[] names) => parts.Find(names) is { } value ? Foreign.TextOf(value) : null;

    /// <summary>The novelty that a column says, or null.</summary>
    public static Novelty? NoveltyOf(this Dictionary<string, JsonElement> parts, string column) => parts.TextMember(column) is { } word ? RecordJson.NoveltyOf(word) : null;

    /// <summary>A task's novelty where the column says seen or unseen; a split called train or test may be one of inputs, and says nothing of tasks.</summary>
    public static Novelty? NoveltyOf(this Dictionary<string, JsonElement> parts) =>
        Split.Select(name => parts.NoveltyOf(name)).FirstOrDefault(novelty => novelty is not null);
}

using System.Text.Json;

namespace GenEval.Suites;

/// <summary>
/// One answer of one model, as a line of a records file has it: the least a person needs to bring. Only <see cref="Task"/> is always there;
/// what a line leaves out is null here, and the defaults are applied where they are needed, so that a record written again is the record read.
/// </summary>
public sealed record EvaluationRecord
{
    /// <summary>The model's name; null means that the file does not say ("unnamed" in reports).</summary>
    public string? Model { get; init; }

    /// <summary>The suite's name, set by a suite folder's reader; null for a plain records file.</summary>
    public string? Suite { get; init; }

    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>The task's category, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Was the task tuned on? Null where the file does not say.</summary>
    public Novelty? Novelty { get; init; }

    /// <summary>The instruction's id (its wording); null means the task's one instruction.</summary>
    public string? Instruction { get; init; }

    /// <summary>The instruction's words, where the file or suite has them.</summary>
    public string? InstructionText { get; init; }

    /// <summary>Was this wording tuned on? Null means as the task.</summary>
    public Novelty? InstructionNovelty { get; init; }

    /// <summary>The instance's id; null means the hash of the input, or a running number without one.</summary>
    public string? Instance { get; init; }

    /// <summary>Was this input tuned on? Null means unseen, with a warning.</summary>
    public Novelty? InstanceNovelty { get; init; }

    /// <summary>The input's text, or null.</summary>
    public string? Input { get; init; }

    /// <summary>The reference answers; null where the line has none, empty where it has an empty list.</summary>
    public IReadOnlyList<string>? References { get; init; }

    /// <summary>What the model answered; null is no answer, an empty text is one.</summary>
    public string? Output { get; init; }

    /// <summary>Which repeat of the same prompt, from 0; null where the line does not number it.</summary>
    public int? Repeat { get; init; }

    /// <summary>answered, refused, filtered, failed or failed.KIND; null means answered where there is an output.</summary>
    public string? Status { get; init; }

    /// <summary>Why the model stopped: <c>stop</c>, <c>length</c>, ...; null where unknown.</summary>
    public string? Finish { get; init; }

    /// <summary>The error's text of a failed call.</summary>
    public string? Error { get; init; }

    /// <summary>Scores that came with the answer, each in [0, 1], by metric name.</summary>
    public IReadOnlyDictionary<string, double>? Scores { get; init; }

    /// <summary>Words about the run (strategy, trainTasks, seed, ...), by name.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>A person's judgement, or null.</summary>
    public Rating? Rating { get; init; }

    /// <summary>The metric that the suite's task asks for, or null; set by a suite folder's reader.</summary>
    public string? Metric { get; init; }

    /// <summary>Fields that this version does not know, kept as they came.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }

    /// <summary>The file and line it was read from; for messages, and no part of what is written again.</summary>
    public RecordOrigin Origin { get; init; }
}

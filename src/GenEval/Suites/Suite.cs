using System.Text.Json;

namespace GenEval.Suites;

/// <summary>A named set of tasks with its instances and defaults: the content of a suite folder.</summary>
public sealed record Suite
{
    /// <summary>The suite's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, or null.</summary>
    public string? Version { get; init; }

    /// <summary>The licence of its data, or null.</summary>
    public string? License { get; init; }

    /// <summary>What it is, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The metric of tasks that name none, or null.</summary>
    public string? Metric { get; init; }

    /// <summary>The threshold in [0, 1] above which an answer counts, or null where nobody chose one.</summary>
    public double? Threshold { get; init; }

    /// <summary>How instruction, examples and input become a prompt.</summary>
    public PromptTemplate Prompt { get; init; } = PromptTemplate.Default;

    /// <summary>The system message, or null.</summary>
    public string? System { get; init; }

    /// <summary><c>crossed</c> or <c>nested</c>, or null where the suite does not say.</summary>
    public string? Wordings { get; init; }

    /// <summary>The tasks, in the file's order.</summary>
    public IReadOnlyList<SuiteTask> Tasks { get; init; } = [];

    /// <summary>The instances of all tasks, in the file's order.</summary>
    public IReadOnlyList<SuiteInstance> Instances { get; init; } = [];

    /// <summary>The folder it was read from, or null.</summary>
    public string? Folder { get; init; }

    /// <summary>Fields of suite.json that this version does not know, kept as they came.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }
}

/// <summary>One task of a suite.</summary>
public sealed record SuiteTask
{
    /// <summary>The task's id, unique in the suite.</summary>
    public required string Id { get; init; }

    /// <summary>The category (cluster), or null.</summary>
    public string? Category { get; init; }

    /// <summary>Was the task tuned on? Null where the suite does not say.</summary>
    public Novelty? Novelty { get; init; }

    /// <summary>The task's own metric, or null for the suite's.</summary>
    public string? Metric { get; init; }

    /// <summary>Examples for the prompt's {examples}; may be empty.</summary>
    public IReadOnlyList<SuiteExample> Examples { get; init; } = [];

    /// <summary>The wordings of the task; may be empty where only recorded answers are evaluated.</summary>
    public IReadOnlyList<SuiteInstruction> Instructions { get; init; } = [];

    /// <summary>Fields that this version does not know, kept as they came.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }
}

/// <summary>A worked example of a task.</summary>
/// <param name="Input">The example's input.</param>
/// <param name="Output">The right answer to it.</param>
public sealed record SuiteExample(string Input, string Output);

/// <summary>One wording of a task.</summary>
/// <param name="Id">The wording's id, unique in the task.</param>
/// <param name="Text">Its words.</param>
/// <param name="Novelty">Was it tuned on? Null means as the task.</param>
public sealed record SuiteInstruction(string Id, string Text, Novelty? Novelty = null)
{
    /// <summary>Fields that this version does not know, kept as they came.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }
}

/// <summary>One input of a task.</summary>
public sealed record SuiteInstance
{
    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>The instance's id, unique in the task.</summary>
    public required string Id { get; init; }

    /// <summary>The input; may be empty where the instruction says it all.</summary>
    public string Input { get; init; } = "";

    /// <summary>The reference answers; empty where there are none.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Was this input tuned on? Null means not, with a warning.</summary>
    public Novelty? Novelty { get; init; }

    /// <summary>Fields that this version does not know, kept as they came.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }
}

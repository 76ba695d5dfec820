using GenEval.Models;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>
/// Every prompt of a run, known before the first call: each task's wordings crossed with its inputs, and the whole repeated. Cells are numbered
/// from 0 in the order in which they are sent, round the tasks, so that an early look at a run sees all of them.
/// </summary>
public sealed class RunPlan
{
    private readonly (int Instance, int Wording)[] _cells;
    private readonly SuiteTask[] _taskOfInstance;

    private RunPlan(Suite suite, PlanOptions options, string hash)
    {
        Suite = suite;
        Options = options;
        Hash = hash;
        Dictionary<string, SuiteTask> tasks = suite.Tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        _taskOfInstance = [.. suite.Instances.Select(instance => tasks[instance.Task])];
        _cells = Order(suite);
    }

    /// <summary>The part of the suite that is run.</summary>
    public Suite Suite { get; }

    /// <summary>How it was taken.</summary>
    public PlanOptions Options { get; }

    /// <summary>The number of prompts.</summary>
    public int Count => _cells.Length * Options.Repeats;

    /// <summary>What identifies the plan: a hash of the suite's part and the repeats, in hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Plans a run.</summary>
    /// <exception cref="GenEvalException">The suite has nothing to send, or an option is out of its range.</exception>
    public static RunPlan Of(Suite suite, PlanOptions? options = null) => Of(suite, options, keeps: false).Plan;

    /// <summary>Plans a run, and gives the suite's part as it is stored: not kept with the plan, which lives longer.</summary>
    /// <exception cref="GenEvalException">The suite has nothing to send, or an option is out of its range.</exception>
    internal static (RunPlan Plan, byte[] Content) Pack(Suite suite, PlanOptions? options = null) => Of(suite, options, keeps: true);

    /// <summary>The plan that a store kept.</summary>
    internal static RunPlan Restore(byte[] content, string hash, RunSettings settings) => new(
        PlanContent.Read(content),
        new PlanOptions { Repeats = settings.Repeats, Wordings = settings.Wordings, Inputs = settings.Inputs, Seed = settings.SampleSeed },
        hash);

    /// <summary>A cell by its number, from 0.</summary>
    public PlanCell this[int cell]
    {
        get
        {
            (int instance, int wording) = _cells[cell % _cells.Length];
            SuiteTask task = _taskOfInstance[instance];
            return new PlanCell(cell, task, task.Instructions[wording], Suite.Instances[instance], cell / _cells.Length);
        }
    }

    /// <summary>What is sent for a cell.</summary>
    /// <param name="cell">The cell's number.</param>
    /// <param name="system">The system prompt, or null for none.</param>
    public ModelPrompt Prompt(int cell, string? system)
    {
        PlanCell at = this[cell];
        return new ModelPrompt(Suite.Prompt.Render(at.Instruction.Text, at.Instance.Input, at.Task.Examples), system,
            new PromptKey(at.Task.Id, at.Instruction.Id, at.Instance.Id, at.Repeat));
    }

    private static (RunPlan Plan, byte[] Content) Of(Suite suite, PlanOptions? options, bool keeps)
    {
        options ??= new PlanOptions();
        options.Validate();
        Suite part = PlanSampling.Take(suite, options);
        (byte[] content, string hash) = PlanContent.Write(part, options.Repeats, keeps);
        RunPlan plan = new(part, options, hash);
        return plan.Count > 0 ? (plan, content) : throw new GenEvalException(
            $"The suite '{suite.Name}' has nothing to send: {(suite.Instances.Count == 0 ? "it has no instances" : "no task with instances has an instruction")}.")
        {
            Id = "PlanEmpty",
            Action = "Add lines to instances.jsonl, and instructions to tasks.jsonl; geneval init shows the format.",
        };
    }

    private static (int Instance, int Wording)[] Order(Suite suite)
    {
        Dictionary<string, List<int>> inputs = suite.Tasks.ToDictionary(task => task.Id, _ => new List<int>(), StringComparer.Ordinal);
        for (int i = 0; i < suite.Instances.Count; i++)
        {
            inputs[suite.Instances[i].Task].Add(i);
        }

        List<(int, int)> cells = [];
        int most = inputs.Values.Select(list => list.Count).DefaultIfEmpty().Max();
        for (int rank = 0; rank < most; rank++)
        {
            foreach (SuiteTask task in suite.Tasks)
            {
                List<int> own = inputs[task.Id];
                for (int wording = 0; rank < own.Count && wording < task.Instructions.Count; wording++)
                {
                    cells.Add((own[rank], wording));
                }
            }
        }

        return [.. cells];
    }
}

/// <summary>One prompt of a plan.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Task">The task.</param>
/// <param name="Instruction">The wording.</param>
/// <param name="Instance">The input.</param>
/// <param name="Repeat">The repeat, from 0.</param>
public readonly record struct PlanCell(int Index, SuiteTask Task, SuiteInstruction Instruction, SuiteInstance Instance, int Repeat)
{
    /// <summary>The cell as a record of a run, with the outcome of its prompt; null is a prompt that was not sent.</summary>
    internal EvaluationRecord ToRecord(RunInfo run, string? metric, ModelReply? reply) => new()
    {
        Model = run.Model,
        Suite = run.Suite,
        Task = Task.Id,
        Category = Task.Category,
        Novelty = Task.Novelty,
        Instruction = Instruction.Id,
        InstructionText = Instruction.Text,
        InstructionNovelty = Instruction.Novelty,
        Instance = Instance.Id,
        InstanceNovelty = Instance.Novelty,
        Input = Instance.Input,
        References = Instance.References,
        Output = reply?.Text,
        Repeat = Repeat,
        Status = reply?.Status ?? ModelReply.FailedPrefix + RunStore.NotSent,
        Finish = reply?.Finish,
        Error = reply is null ? "The run has not come to this prompt." : reply.Error,
        Labels = run.Settings.Labels,
        Metric = Task.Metric ?? metric,
    };
}

using GenEval.Models;
using static System.FormattableString;

namespace GenEval.Runs;

/// <summary>What a run would send, before it is sent; tokens are estimates (<see cref="TokenEstimate"/>).</summary>
public sealed record RunEstimate
{
    /// <summary>Calls, without retries.</summary>
    public required int Prompts { get; init; }

    /// <summary>Tasks with at least one prompt.</summary>
    public required int Tasks { get; init; }

    /// <summary>Inputs, over all tasks.</summary>
    public required int Inputs { get; init; }

    /// <summary>Wordings, over all tasks.</summary>
    public required int Wordings { get; init; }

    /// <summary>How often each prompt is asked.</summary>
    public required int Repeats { get; init; }

    /// <summary>Tokens of all prompts, about.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens of all answers at most, where a longest answer is set; otherwise at 256 an answer.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The hash of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>The first prompt as it would be sent.</summary>
    public required ModelPrompt First { get; init; }

    /// <summary>Whether every task has as many inputs and as many wordings as every other.</summary>
    internal bool IsEven { get; init; }

    /// <summary>How much it is, in words: 420 prompts (20 tasks x 7 inputs x 3 wordings).</summary>
    public string Size
    {
        get
        {
            (int inputs, int wordings) = IsEven ? (Inputs / Tasks, Wordings / Tasks) : (Inputs, Wordings);
            string repeats = Repeats > 1 ? Invariant($" x {Repeats:N0} repeats") : "";
            return Invariant($"{Prompts:N0} prompt{Plural(Prompts)} ({Tasks:N0} task{Plural(Tasks)}")
                + (IsEven ? " x " : ", ") + Invariant($"{inputs:N0} input{Plural(inputs)}")
                + (IsEven ? " x " : ", ") + Invariant($"{wordings:N0} wording{Plural(wordings)}{repeats})");
        }
    }

    /// <summary>The cost, in the currency of the prices, which are for a million tokens.</summary>
    public decimal Cost(decimal inputPrice, decimal outputPrice) => ((InputTokens * inputPrice) + (OutputTokens * outputPrice)) / 1_000_000m;

    private static string Plural(int count) => count == 1 ? "" : "s";

    private static bool IsSameForAll(IEnumerable<(string Task, string)> items) => items.CountBy(i => i.Task, StringComparer.Ordinal).DistinctBy(t => t.Value).Count() == 1;

    internal static RunEstimate Of(RunPlan plan, ModelOptions model)
    {
        model.Validate();
        string? system = model.System ?? plan.Suite.System;
        HashSet<string> tasks = new(StringComparer.Ordinal);
        HashSet<(string, string)> wordings = [];
        HashSet<(string, string)> inputs = [];
        long tokens = 0;
        int once = plan.Count / plan.Options.Repeats;
        for (int cell = 0; cell < once; cell++)
        {
            PlanCell at = plan[cell];
            tasks.Add(at.Task.Id);
            wordings.Add((at.Task.Id, at.Instruction.Id));
            inputs.Add((at.Task.Id, at.Instance.Id));
            tokens += TokenEstimate.Of(plan.Prompt(cell, system));
        }

        return new RunEstimate
        {
            Prompts = plan.Count,
            Tasks = tasks.Count,
            Inputs = inputs.Count,
            Wordings = wordings.Count,
            Repeats = plan.Options.Repeats,
            InputTokens = tokens * plan.Options.Repeats,
            OutputTokens = (long)plan.Count * (model.MaxTokens ?? TokenEstimate.Answer),
            IsEven = IsSameForAll(inputs) && IsSameForAll(wordings),
            Plan = plan.Hash,
            First = plan.Prompt(0, system),
        };
    }
}

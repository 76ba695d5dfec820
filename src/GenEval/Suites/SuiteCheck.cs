using System.Globalization;

namespace GenEval.Suites;

/// <summary>Something in a suite that lets it be read and makes its results poorer.</summary>
/// <param name="Code">A stable name, camelCase.</param>
/// <param name="Message">What it is, where, and what it does to the results.</param>
public sealed record SuiteProblem(string Code, string Message);

/// <summary>Looks through a suite for what an evaluation would stumble over; what breaks the format, the reader has refused already.</summary>
public static class SuiteCheck
{
    private const int FewTasks = 5;

    /// <summary>The problems, in a fixed order; none for a sound suite.</summary>
    public static IReadOnlyList<SuiteProblem> Validate(this Suite suite)
    {
        ILookup<string, SuiteInstance> instances = suite.Instances.ToLookup(i => i.Task, StringComparer.Ordinal);
        return [.. OfSuite(suite), .. suite.Tasks.SelectMany(task => OfTask(task, instances[task.Id]).Concat(OfInstances(task, [.. instances[task.Id]])))];
    }

    private static IEnumerable<SuiteProblem> OfSuite(Suite suite)
    {
        if (suite.License is null)
        {
            yield return new("noLicense", "suite.json names no license, so nobody knows whether the suite may be passed on.");
        }

        if (suite.Threshold is null)
        {
            yield return new("noThreshold", "suite.json sets no threshold; 0.5 will be assumed and warned about.");
        }

        if (!suite.Prompt.Uses("input") && suite.Instances.Any(i => i.Input.Length > 0))
        {
            yield return new("promptWithoutInput", "The prompt has no {input}, so no model will see the inputs.");
        }

        if (!suite.Prompt.Uses("instruction") && suite.Tasks.Any(t => t.Instructions.Count > 1))
        {
            yield return new("promptWithoutInstruction", "The prompt has no {instruction}, so all wordings are the same to a model.");
        }

        if (suite.Wordings == "crossed" && suite.Tasks.Select(t => string.Join('\n', t.Instructions.Select(i => i.Id).Order(StringComparer.Ordinal))).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            yield return new("notCrossed", "suite.json says that wordings are crossed, but the tasks do not have the same instruction ids.");
        }

        foreach (Novelty novelty in (Novelty[])[Novelty.Seen, Novelty.Unseen])
        {
            int tasks = suite.Tasks.Count(t => t.Novelty == novelty);
            if (tasks < FewTasks)
            {
                yield return new("fewTasks", string.Create(CultureInfo.InvariantCulture, $"{tasks} {RecordJson.WordOf(novelty)} tasks; with fewer than {FewTasks} the intervals are very wide."));
            }
        }
    }

    private static IEnumerable<SuiteProblem> OfTask(SuiteTask task, IEnumerable<SuiteInstance> instances)
    {
        string name = Quote.Of(task.Id);
        if (task.Novelty is null or Novelty.Unknown)
        {
            yield return new("unlabelledTask", $"Task {name} is neither seen nor unseen, so it counts at no level (label it with --seen).");
        }

        if (task.Instructions.Count == 0)
        {
            yield return new("noInstruction", $"Task {name} has no instruction, so it cannot be run.");
        }

        foreach (SuiteInstruction instruction in task.Instructions.Where(i => string.IsNullOrWhiteSpace(i.Text)))
        {
            yield return new("emptyInstruction", $"Instruction {Quote.Of(instruction.Id)} of task {name} has no text.");
        }

        if (task.Instructions.Where(i => i.Text.Length > 0).GroupBy(i => i.Text, StringComparer.Ordinal).Any(g => g.Count() > 1))
        {
            yield return new("sameWording", $"Task {name} has the same words under two instruction ids.");
        }

        if (task.Novelty == Novelty.Seen && task.Instructions.Count > 0 && task.Instructions.All(i => i.Novelty == Novelty.Unseen))
        {
            yield return new("noSeenWording", $"Seen task {name} has only new wordings, so it counts at the level 'instruction' and not at 'intraTask'.");
        }

        HashSet<string> inputs = [.. instances.Select(i => i.Input)];
        if (task.Examples.Any(e => inputs.Contains(e.Input)))
        {
            yield return new("exampleIsInput", $"An example of task {name} is also one of its inputs, so the prompt gives the answer away.");
        }
    }

    private static IEnumerable<SuiteProblem> OfInstances(SuiteTask task, SuiteInstance[] instances)
    {
        string name = Quote.Of(task.Id);
        if (instances.Length < 2)
        {
            yield return new("fewInputs", string.Create(CultureInfo.InvariantCulture, $"Task {name} has {instances.Length} inputs, so nothing can be said of the spread over its inputs."));
        }

        int without = instances.Count(i => i.References.Count == 0);
        if (without > 0)
        {
            yield return new("noReference", string.Create(CultureInfo.InvariantCulture, $"{without} of {instances.Length} inputs of task {name} have no reference; most metrics leave them unscored."));
        }

        int twice = instances.Length - instances.Select(i => i.Input).Distinct(StringComparer.Ordinal).Count();
        if (twice > 0)
        {
            yield return new("sameInput", string.Create(CultureInfo.InvariantCulture, $"{twice} inputs of task {name} are there twice, so they count double."));
        }
    }
}

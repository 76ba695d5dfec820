using System.Text.Json;

namespace GenEval.Suites.Export;

/// <summary>A suite's prompts as records without an answer: with one in <c>output</c>, each is a line that is evaluated as it is.</summary>
internal static class PromptLines
{
    /// <summary>The prompts of a task, or of all; a task without instructions is asked its inputs alone.</summary>
    public static IEnumerable<EvaluationRecord> Of(Suite suite, SuiteTask task, IEnumerable<SuiteInstance> instances)
    {
        IEnumerable<SuiteInstruction?> wordings = task.Instructions.DefaultIfEmpty();
        foreach (SuiteInstance instance in instances)
        {
            foreach (SuiteInstruction? wording in wordings)
            {
                yield return Of(suite, task, wording, instance);
            }
        }
    }

    /// <returns>How many there were.</returns>
    /// <exception cref="GenEvalException">The suite has no inputs.</exception>
    public static long Write(Suite suite, RecordWriter writer)
    {
        ILookup<string, SuiteInstance> instances = suite.Instances.ToLookup(i => i.Task, StringComparer.Ordinal);
        long count = 0;
        foreach (EvaluationRecord prompt in suite.Tasks.SelectMany(task => Of(suite, task, instances[task.Id])))
        {
            writer.Write(prompt);
            count++;
        }

        if (count == 0)
        {
            throw NothingToAsk(suite);
        }

        writer.Complete();
        return count;
    }

    public static GenEvalException NothingToAsk(Suite suite) => new($"The suite {Quote.Of(suite.Name)} has no inputs, so there is nothing to ask.")
    {
        Id = "PlanEmpty",
        Action = "Add lines to instances.jsonl; geneval init shows the format.",
    };

    private static EvaluationRecord Of(Suite suite, SuiteTask task, SuiteInstruction? wording, SuiteInstance instance)
    {
        Dictionary<string, JsonElement> extra = new(StringComparer.Ordinal)
        {
            ["prompt"] = JsonText.ElementOf(suite.Prompt.Render(wording?.Text ?? "", instance.Input, task.Examples)),
        };
        if (suite.System is { } system)
        {
            extra.Add("system", JsonText.ElementOf(system));
        }

        return new()
        {
            Suite = suite.Name,
            Task = task.Id,
            Category = task.Category,
            Novelty = task.Novelty,
            Instruction = wording?.Id,
            InstructionText = wording?.Text,
            InstructionNovelty = wording?.Novelty,
            Instance = instance.Id,
            InstanceNovelty = instance.Novelty,
            Input = instance.Input,
            References = instance.References,
            Metric = task.Metric ?? suite.Metric,
            Extra = extra,
        };
    }
}

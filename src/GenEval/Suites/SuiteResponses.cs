namespace GenEval.Suites;

/// <summary>Reads a suite's recorded answers and joins each with its task, instruction and instance.</summary>
public static class SuiteResponses
{
    /// <summary>The files under <c>responses/</c>, in ordinal order of their names; may be none.</summary>
    public static IReadOnlyList<string> Files(this Suite suite) => suite.Folder is { } folder ? Files(folder) : [];

    internal static IReadOnlyList<string> Files(string suite)
    {
        string folder = Path.Combine(suite, "responses");
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
    }

    /// <summary>The answers in all files of the suite's <c>responses/</c> folder, as records with everything that the suite knows of them.</summary>
    /// <exception cref="GenEvalException">There is none, or one names a task, instruction or instance that the suite does not have.</exception>
    public static IEnumerable<EvaluationRecord> ReadResponses(this Suite suite, RecordReadOptions? options = null)
    {
        IReadOnlyList<string> files = suite.Files();
        if (files.Count == 0)
        {
            throw new GenEvalException($"{suite.Folder ?? suite.Name}: the suite has no recorded answers (responses/*.jsonl).")
            {
                Id = "NoResponses",
                Action = $"Record some: geneval run {suite.Folder} --model NAME --endpoint URL",
            };
        }

        options?.SuiteRead?.Invoke(suite);
        return suite.Join(files.SelectMany(file => RecordReader.Read(file, (options ?? new()) with { Seen = null })), options?.Seen);
    }

    /// <summary>Joins answers that name a task, an instruction and an instance of the suite with what the suite knows of them.</summary>
    /// <exception cref="SuiteFormatException">While enumerating: an answer names something that the suite does not have.</exception>
    public static IEnumerable<EvaluationRecord> Join(this Suite suite, IEnumerable<EvaluationRecord> responses, SeenLabels? seen = null)
    {
        Dictionary<string, SuiteTask> tasks = suite.Tasks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        Dictionary<(string, string), SuiteInstance> instances = suite.Instances.ToDictionary(i => (i.Task, i.Id));
        foreach (EvaluationRecord response in responses)
        {
            if (!tasks.TryGetValue(response.Task, out SuiteTask? task))
            {
                throw Unknown(response, $"the suite {Quote.Of(suite.Name)} has no task {Quote.Of(response.Task)}; it has {Quote.List(tasks.Keys)}.");
            }

            SuiteInstruction? instruction = InstructionOf(response, task);
            if (response.Instance is null || !instances.TryGetValue((task.Id, response.Instance), out SuiteInstance? instance))
            {
                throw Unknown(response, response.Instance is null
                    ? "the answer names no instance."
                    : $"task {Quote.Of(task.Id)} has no instance {Quote.Of(response.Instance)}.");
            }

            Novelty? novelty = task.Novelty ?? response.Novelty;
            yield return response with
            {
                Suite = suite.Name,
                Category = task.Category ?? response.Category,
                Novelty = seen is null ? novelty : seen.Label(task.Id, task.Category, novelty),
                Instruction = instruction?.Id,
                InstructionText = instruction?.Text,
                InstructionNovelty = instruction?.Novelty ?? response.InstructionNovelty,
                InstanceNovelty = instance.Novelty ?? response.InstanceNovelty,
                Input = instance.Input,
                References = instance.References,
                Metric = task.Metric ?? suite.Metric,
            };
        }
    }

    private static SuiteInstruction? InstructionOf(EvaluationRecord response, SuiteTask task)
    {
        if (response.Instruction is null)
        {
            return task.Instructions.Count <= 1
                ? task.Instructions.FirstOrDefault()
                : throw Unknown(response, $"the answer names no instruction, and task {Quote.Of(task.Id)} has {Quote.List(task.Instructions.Select(i => i.Id))}.");
        }

        foreach (SuiteInstruction instruction in task.Instructions)
        {
            if (string.Equals(instruction.Id, response.Instruction, StringComparison.Ordinal))
            {
                return instruction;
            }
        }

        throw Unknown(response, $"task {Quote.Of(task.Id)} has no instruction {Quote.Of(response.Instruction)}; it has {Quote.List(task.Instructions.Select(i => i.Id))}.");
    }

    private static SuiteFormatException Unknown(EvaluationRecord response, string message) =>
        new(message, response.Origin.File ?? "an answer", response.Origin.Line > 0 ? response.Origin.Line : null)
        {
            Action = "Answers of another version of the suite do this: record them again, or add what they name.",
        };
}

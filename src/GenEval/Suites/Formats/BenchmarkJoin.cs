namespace GenEval.Suites.Formats;

/// <summary>Gives answers what a benchmark knows of their task and input, found by task and instance, or by an instance that only one task has.</summary>
internal sealed class BenchmarkJoin
{
    private readonly Dictionary<string, SuiteTask> _tasks;
    private readonly Dictionary<(string, string), SuiteInstance> _instances = [];
    private readonly Dictionary<string, SuiteInstance?> _byId = new(StringComparer.Ordinal);
    private readonly ImportContext _context;

    public BenchmarkJoin(Suite benchmark, ImportContext context)
    {
        _context = context;
        _tasks = benchmark.Tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        foreach (SuiteInstance instance in benchmark.Instances)
        {
            _instances.Add((instance.Task, instance.Id), instance);
            _byId[instance.Id] = _byId.ContainsKey(instance.Id) ? null : instance;
        }
    }

    public EvaluationRecord Complete(EvaluationRecord record)
    {
        SuiteInstance? instance = record.Instance is null ? null
            : record.Task.Length > 0 ? _instances.GetValueOrDefault((record.Task, record.Instance))
            : _byId.GetValueOrDefault(record.Instance);
        string id = instance?.Task ?? record.Task;
        if (!_tasks.TryGetValue(id, out SuiteTask? task))
        {
            _context.Note("notInBenchmark", "task", "answers are of no task of the benchmark files and stay as they are", record.Origin);
            return record;
        }

        if (instance is null)
        {
            _context.Note("notInBenchmark", "instance", "answers are to no input of the benchmark files and stay as they are", record.Origin);
        }

        SuiteInstruction? instruction = record.Instruction is null
            ? task.Instructions.Count == 1 ? task.Instructions[0] : null
            : task.Instructions.FirstOrDefault(i => string.Equals(i.Id, record.Instruction, StringComparison.Ordinal));
        return record with
        {
            Task = id,
            Category = record.Category ?? task.Category,
            Novelty = record.Novelty ?? task.Novelty,
            InstructionText = record.InstructionText ?? instruction?.Text,
            InstructionNovelty = record.InstructionNovelty ?? instruction?.Novelty,
            InstanceNovelty = record.InstanceNovelty ?? instance?.Novelty,
            Input = record.Input ?? instance?.Input,
            References = record.References ?? instance?.References,
            Metric = record.Metric ?? task.Metric,
        };
    }
}

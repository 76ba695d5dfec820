using System.Globalization;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>Puts a suite together from the files of a benchmark.</summary>
internal sealed class SuiteBuilder(string name)
{
    private readonly Dictionary<string, TaskDraft> _tasks = new(StringComparer.Ordinal);
    private readonly List<SuiteInstance> _instances = [];
    private readonly HashSet<(string, string)> _ids = [];

    public string Name { get; } = name;

    public string? License { get; set; }

    public bool IsEmpty => _tasks.Count == 0;

    public TaskDraft Task(string id)
    {
        if (!_tasks.TryGetValue(id, out TaskDraft? task))
        {
            _tasks.Add(id, task = new(id));
        }

        return task;
    }

    /// <summary>Whether the task has an input of that id.</summary>
    public bool Has(string task, string id) => _ids.Contains((task, id));

    /// <summary>Adds an input; one without an id gets the next number of its task.</summary>
    /// <exception cref="SuiteFormatException">The task has an input of that id.</exception>
    public void Add(string task, string? id, string input, IReadOnlyList<string> references, RecordOrigin origin, Novelty? novelty = null)
    {
        TaskDraft draft = Task(task);
        string unique = id ?? draft.Inputs.ToString(CultureInfo.InvariantCulture);
        draft.Inputs++;
        if (!_ids.Add((task, unique)))
        {
            throw new SuiteFormatException($"the input {Quote.Of(unique)} of task {Quote.Of(task)} was given before.", origin.File ?? Name, origin.Line > 0 ? origin.Line : null)
            {
                Action = "The same file read twice does this.",
            };
        }

        _instances.Add(new() { Task = task, Id = unique, Input = input, References = references, Novelty = novelty });
    }

    public Suite Build() => new()
    {
        Name = Name,
        License = License,
        Tasks = [.. _tasks.Values.Select(task => task.Build())],
        Instances = _instances,
    };

    /// <summary>A task while its files are read.</summary>
    internal sealed class TaskDraft(string id)
    {
        private readonly List<SuiteInstruction> _instructions = [];
        private readonly List<SuiteExample> _examples = [];

        public string Id => id;

        public string? Category { get; set; }

        public Novelty? Novelty { get; set; }

        public string? Metric { get; set; }

        public int Inputs { get; set; }

        public Dictionary<string, JsonElement> Extra { get; } = new(StringComparer.Ordinal);

        /// <summary>Adds a wording unless it is there; one without an id is called after its place: <c>default</c>, <c>wording-2</c>, ...</summary>
        public void AddInstruction(string? instruction, string text, Novelty? novelty = null)
        {
            if (_instructions.All(i => i.Id != instruction && (instruction is not null || i.Text != text)))
            {
                string place = _instructions.Count == 0 ? RecordIdentity.OnlyInstruction : string.Create(CultureInfo.InvariantCulture, $"wording-{_instructions.Count + 1}");
                _instructions.Add(new(instruction ?? place, text, novelty));
            }
        }

        public void AddExample(string input, string output) => _examples.Add(new(input, output));

        public SuiteTask Build() => new()
        {
            Id = id, Category = Category, Novelty = Novelty, Metric = Metric, Instructions = _instructions, Examples = _examples,
            Extra = Extra.Count > 0 ? Extra : null,
        };
    }
}

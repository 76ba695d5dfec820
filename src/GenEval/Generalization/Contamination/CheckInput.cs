using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>What was read for a check: texts, problems of suites, and the scored answers.</summary>
internal sealed class CheckInput
{
    private readonly List<CheckProblem> _problems = [];
    private readonly List<Warning> _warnings = [];
    private readonly Dictionary<string, SuiteDefaults> _suites;

    private CheckInput(EvaluationOptions evaluation)
    {
        _suites = new(evaluation.Suites, StringComparer.Ordinal);
        Evaluation = evaluation with { Suites = _suites };
    }

    public CheckedTexts Texts { get; } = new();

    public IReadOnlyList<CheckProblem> Problems => _problems;

    public IReadOnlyList<Warning> Warnings => _warnings;

    public EvaluationOptions Evaluation { get; }

    /// <summary>A table for each run; none where there is no recorded answer.</summary>
    public IReadOnlyList<CellTable> Tables { get; private set; } = [];

    /// <exception cref="GenEvalException">There is nothing to check.</exception>
    public static CheckInput Read(CheckSources sources, RecordReadOptions reading, EvaluationOptions evaluation, CancellationToken cancellationToken)
    {
        CheckInput input = new(evaluation);
        RecordReadOptions noting = reading with
        {
            SuiteRead = suite => input._suites.TryAdd(suite.Name, RecordedAnswers.DefaultsOf(suite)),
            Warn = warning => input._warnings.Add(new(warning.Code, warning.Message)),
        };
        // Suites first: whether there is an answer anywhere is known before the first is read.
        List<IEnumerable<EvaluationRecord>> records = [];
        foreach (string path in sources.Paths)
        {
            if (Directory.Exists(path) && SuiteReader.IsSuite(path))
            {
                AddSuite(SuiteReader.Read(path));
            }
            else
            {
                records.Add(input.Collect(InputResolver.Read([path], noting)));
            }
        }

        foreach (Suite suite in sources.Suites)
        {
            AddSuite(suite);
        }

        if (sources.Records is { Count: > 0 } given)
        {
            records.Add(input.Collect(given));
        }

        if (records.Count > 0)
        {
            CellTables tables = CellTables.Read(records.SelectMany(r => r), input.Evaluation, cancellationToken);
            input.Tables = [.. tables.All.Select(t => t.Table)];
            input._warnings.AddRange(tables.Warnings.Select(w => new Warning(w.Code, w.Message)));
        }

        if (input.Texts.Contradictions > 0)
        {
            input._problems.Add(new("seenInputOfUnseenTask", $"{Words.Count(input.Texts.Contradictions, "input")} of unseen tasks {(input.Texts.Contradictions == 1 ? "is" : "are")} labelled as tuned on: then the task was seen, or the label is wrong.", Suite: null));
        }

        return input;

        void AddSuite(Suite suite)
        {
            Suite labelled = input.AddSuite(suite, noting);
            if (labelled.Files().Count > 0)
            {
                records.Add(labelled.ReadResponses(noting));
            }
        }
    }

    public double ThresholdOf(CellTable table) =>
        Evaluation.Threshold ?? (table.Suite is { } suite ? _suites.GetValueOrDefault(suite)?.Threshold : null) ?? EvaluationOptions.DefaultThreshold;

    private Suite AddSuite(Suite suite, RecordReadOptions reading)
    {
        if (reading.Seen is { } seen)
        {
            suite = seen.Label(suite);
        }

        _suites.TryAdd(suite.Name, RecordedAnswers.DefaultsOf(suite));
        _problems.AddRange(suite.Validate().Select(p => new CheckProblem(p.Code, p.Message, suite.Name)));
        Texts.Add(suite);
        return suite;
    }

    private IEnumerable<EvaluationRecord> Collect(IEnumerable<EvaluationRecord> records)
    {
        foreach (EvaluationRecord record in records)
        {
            Texts.Add(record);
            yield return record;
        }
    }
}

using System.Management.Automation;
using GenEval.Generalization;
using GenEval.Runs;
using GenEval.Suites;

namespace GenEval.PowerShell.Input;

/// <summary>Gathers what an evaluation is about: paths, suites and objects, in the order in which they come.</summary>
internal sealed class AnswerSource(GenCommand command, RecordReadOptions reading)
{
    private readonly List<string> _paths = [];
    private readonly List<Suite> _suites = [];
    private readonly List<EvaluationRecord> _records = [];
    private readonly RecordBinder _binder = new(reading);

    /// <summary>What an error that no single record caused is about.</summary>
    public object? Target => _paths.Count > 0 ? _paths : null;

    /// <summary>The files and folders that paths name; one that is not there ends the command, since a report without a part of the answers would be of something else.</summary>
    public static IReadOnlyList<string> Resolve(GenCommand command, IEnumerable<string> paths, bool literal)
    {
        List<string> all = [];
        PathResolver resolver = new(command);
        foreach (string path in paths)
        {
            IReadOnlyList<string> found = resolver.Existing(path, literal, out ErrorRecord? error);
            if (error is not null)
            {
                command.ThrowTerminatingError(error);
            }

            foreach (string item in found)
            {
                command.WriteVerbose($"Reading {item}");
                all.Add(item);
            }
        }

        return all;
    }

    public void Add(IEnumerable<string> paths, bool literal) => _paths.AddRange(Resolve(command, paths, literal));

    public void Add(Suite suite)
    {
        if (suite.Folder is null)
        {
            _suites.Add(suite);
        }
        else
        {
            _paths.Add(suite.Folder);
        }
    }

    /// <summary>Ends the command where a suite came that has no folder to read answers from.</summary>
    public void RequireAnswers()
    {
        if (_suites.Count > 0)
        {
            command.ThrowTerminatingError(Errors.SuiteWithoutAnswers(_suites[0]));
        }
    }

    /// <summary>An object of the pipeline: a record, a line of JSON, a suite, a stored run, or a file or path to read.</summary>
    public void Add(PSObject input)
    {
        switch (input.BaseObject)
        {
            case Suite suite:
                Add(suite);
                break;
            case RunInfo run:
                _paths.Add("run:" + run.Id);
                break;
            case FileSystemInfo file:
                Add([file.FullName], literal: true);
                break;
            case string path when !RecordBinder.IsJson(path):
                Add([path], literal: false);
                break;
            default:
                if (_binder.Bind(input) is { } record)
                {
                    _records.Add(record);
                }
                else
                {
                    command.ThrowTerminatingError(Errors.InputNotARecord(input.BaseObject));
                }

                break;
        }
    }

    public IEnumerable<EvaluationRecord> Read(RecordReadOptions options) => _records.Concat(InputResolver.Read(_paths, options));

    /// <summary>Each path as a run of its own, and the loose records as runs that their models name; or all of them in one.</summary>
    public IReadOnlyList<RunRecords> Runs(bool pooled)
    {
        PathResolver resolver = new(command);
        return pooled ? [new(Name: null, Read(reading))] :
        [
            .. _paths.Select(p => new RunRecords(resolver.Short(p), InputResolver.Read([p], reading))),
            .. _records.Count > 0 ? [new RunRecords(Name: null, _records)] : Array.Empty<RunRecords>(),
        ];
    }

    public CheckSources Checked() => new() { Paths = _paths, Suites = _suites, Records = _records };
}

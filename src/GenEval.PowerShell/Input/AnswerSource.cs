using System.Management.Automation;
using GenEval.Suites;

namespace GenEval.PowerShell.Input;

/// <summary>Gathers what an evaluation is about: paths, suites and objects, in the order in which they come.</summary>
internal sealed class AnswerSource(GenCommand command, RecordReadOptions reading)
{
    private readonly List<string> _paths = [];
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
            command.ThrowTerminatingError(Errors.SuiteWithoutAnswers(suite));
        }

        _paths.Add(suite.Folder!);
    }

    /// <summary>An object of the pipeline: a record, a line of JSON, a suite, or a file or path to read.</summary>
    public void Add(PSObject input)
    {
        switch (input.BaseObject)
        {
            case Suite suite:
                Add(suite);
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
}

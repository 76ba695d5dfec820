using System.Globalization;
using GenEval.Suites.Formats;

namespace GenEval.Suites;

/// <summary>
/// Turns what a user names (a records file, a suite folder, another tool's log or a folder of them, <c>run:ID</c>, <c>-</c>) into one stream of
/// records. Benchmark files among the paths say what the answers' tasks and inputs are.
/// </summary>
public static class InputResolver
{
    private const string RunPrefix = "run:";

    /// <summary>The records of all paths, pooled in the order of the paths.</summary>
    /// <exception cref="GenEvalException">While enumerating: a path cannot be read, or holds something that is no record.</exception>
    public static IEnumerable<EvaluationRecord> Read(IReadOnlyList<string> paths, RecordReadOptions? options = null)
    {
        options ??= new();
        if (options.Seen is { ByCluster: true } clusters)
        {
            Learn(clusters, paths, options);
        }

        ImportContext context = new(options);
        List<Func<IEnumerable<EvaluationRecord>>> streams = [];
        SuiteBuilder benchmark = new("benchmark");
        foreach (string path in paths)
        {
            Resolve(path, context, benchmark, streams);
        }

        if (streams.Count == 0 && !benchmark.IsEmpty)
        {
            throw NoAnswers(paths);
        }

        BenchmarkJoin? join = benchmark.IsEmpty ? null : new(benchmark.Build(), context);
        foreach (EvaluationRecord record in streams.SelectMany(stream => stream()))
        {
            EvaluationRecord complete = join is null || record.Suite is not null ? record : join.Complete(record);
            if (complete.Task.Length == 0)
            {
                throw NoTask(complete);
            }

            // Labels come last, when a benchmark has said what task and category an answer is of.
            yield return options.Seen is null ? complete : complete with { Novelty = options.Seen.Label(complete.Task, complete.Category, complete.Novelty) };
        }

        context.Flush();
        foreach (SuiteWarning warning in options.Seen?.Warnings() ?? [])
        {
            options.Warn?.Invoke(warning);
        }
    }

    /// <summary>The tasks and inputs at the paths: a suite folder, or benchmark files of a known format.</summary>
    /// <exception cref="GenEvalException">A path cannot be read, or holds answers and no benchmark.</exception>
    public static Suite ReadSuite(IReadOnlyList<string> paths, RecordReadOptions? options = null)
    {
        options ??= new();
        if (paths is [string folder] && SuiteReader.IsSuite(folder))
        {
            return Labelled(SuiteReader.Read(folder), options);
        }

        ImportContext context = new(options);
        SuiteBuilder benchmark = new(paths.Count > 0 ? FileProbe.Stem(Path.TrimEndingDirectorySeparator(paths[0])) : "suite");
        List<Func<IEnumerable<EvaluationRecord>>> streams = [];
        foreach (string path in paths)
        {
            Resolve(path, context, benchmark, streams);
        }

        context.Flush();
        return benchmark.IsEmpty
            ? throw new GenEvalException($"{string.Join(", ", paths)}: these are answers, and no benchmark.") { Id = "NoBenchmark", Action = "Read them with geneval evaluate or geneval import." }
            : Labelled(benchmark.Build(), options);
    }

    /// <summary>Whether the paths hold answers, or only what may be asked: benchmark files, or a suite without responses.</summary>
    /// <exception cref="GenEvalException">A path cannot be read, or is of no known format.</exception>
    public static bool HoldAnswers(IReadOnlyList<string> paths, RecordReadOptions? options = null)
    {
        ImportContext context = new((options ?? new()) with { Warn = null });
        return paths.Any(path => path == InputFile.StandardInput || path.StartsWith(RunPrefix, StringComparison.Ordinal)
            || (SuiteReader.IsSuite(path) ? SuiteResponses.Files(path).Count > 0 : InputSources.Of(path, context).Any(source => source.Format is not IBenchmarkFormat)));
    }

    // A task's cluster may be named by a record far behind it, so that the tasks must be known before the first is labelled.
    private static void Learn(SeenLabels clusters, IReadOnlyList<string> paths, RecordReadOptions options)
    {
        if (paths.Contains(InputFile.StandardInput, StringComparer.Ordinal))
        {
            throw new GenEvalException("--seen clusters:... has to read the records twice, and standard input can be read once.") { Id = "SeenInvalid", Action = "Write the records to a file first." };
        }

        clusters.Learn(Read(paths, options with { Seen = null, Warn = _ => { }, SuiteRead = null, BytesRead = null }).Select(record => (record.Task, record.Category)));
    }

    private static Suite Labelled(Suite suite, RecordReadOptions options) => options.Seen is { } seen ? seen.Label(suite) : suite;

    private static void Resolve(string path, ImportContext context, SuiteBuilder benchmark, List<Func<IEnumerable<EvaluationRecord>>> streams)
    {
        RecordReadOptions options = context.Options with { Seen = null };
        if (path.StartsWith(RunPrefix, StringComparison.Ordinal))
        {
            streams.Add(options.ResolveRun is { } resolve
                ? () => resolve(path[RunPrefix.Length..], options)
                : throw new GenEvalException($"{path}: there is no run store to look it up in.") { Id = "PathInvalid", Action = "Name the store with --store." });
        }
        else if (path == InputFile.StandardInput)
        {
            streams.Add(() => RecordReader.Read(path, options));
        }
        else if (SuiteReader.IsSuite(path))
        {
            streams.Add(() => SuiteReader.Read(path).ReadResponses(options));
        }
        else if (options.ReadExportedRun?.Invoke(path, options) is { } exported)
        {
            streams.Add(() => exported);
        }
        else
        {
            foreach (InputSource source in InputSources.Of(path, context))
            {
                if (source.Format is IBenchmarkFormat format)
                {
                    ReadBenchmark(format, source.Path, benchmark, context);
                }
                else
                {
                    streams.Add(source.Format is ILogFormat log ? () => ReadLog(log, source.Path, context) : () => RecordReader.Read(source.Path, options));
                }
            }
        }
    }

    private static void ReadBenchmark(IBenchmarkFormat format, string path, SuiteBuilder benchmark, ImportContext context)
    {
        try
        {
            format.Read(path, benchmark, context);
        }
        catch (TruncatedException e)
        {
            context.Partial(path, e.Message);
        }
    }

    private static IEnumerable<EvaluationRecord> ReadLog(ILogFormat format, string path, ImportContext context)
    {
        using IEnumerator<EvaluationRecord> records = format.Read(path, context).GetEnumerator();
        for (long read = 0; ; read++)
        {
            try
            {
                if (!records.MoveNext())
                {
                    yield break;
                }
            }
            catch (TruncatedException e)
            {
                context.Partial(path, string.Create(CultureInfo.InvariantCulture, $"{read} answers could be read, then {e.Message}"));
                yield break;
            }

            yield return records.Current;
        }
    }

    private static GenEvalException NoAnswers(IReadOnlyList<string> paths) => new($"{string.Join(", ", paths)}: tasks and inputs, but no answers.")
    {
        Id = "NoAnswers",
        Action = "Name the answers' file beside it, or make a suite of it (geneval import PATH --output FOLDER) and run a model on that (geneval run FOLDER).",
    };

    private static SuiteFormatException NoTask(EvaluationRecord record) =>
        new("the answer names no task.", record.Origin.File ?? "an answer", record.Origin.Line > 0 ? record.Origin.Line : null)
        {
            Action = "Name the benchmark's file beside it, or the column that has the task: --map COLUMN=task",
        };
}

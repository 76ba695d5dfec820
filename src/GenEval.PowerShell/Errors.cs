using System.Collections.Frozen;
using System.Management.Automation;
using System.Text.RegularExpressions;
using GenEval.Generalization;
using GenEval.Runs;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>
/// Every error record of the module. Ids are stable and stand in about_GenEval_Errors; the target is the thing that is wrong, never the cmdlet;
/// the recommended action is the next thing to type.
/// </summary>
internal static partial class Errors
{
    // What the core calls an error by, where it is not about the data itself.
    private static readonly FrozenDictionary<string, ErrorCategory> s_categories = new Dictionary<string, ErrorCategory>(StringComparer.Ordinal)
    {
        ["PathNotFound"] = ErrorCategory.ObjectNotFound,
        ["NoResponses"] = ErrorCategory.ObjectNotFound,
        ["MetricUnknown"] = ErrorCategory.ObjectNotFound,
        ["SchemaUnknown"] = ErrorCategory.ObjectNotFound,
        ["OutputFolderMissing"] = ErrorCategory.ObjectNotFound,
        ["PathIsFolder"] = ErrorCategory.InvalidArgument,
        ["PathInvalid"] = ErrorCategory.InvalidArgument,
        ["MapInvalid"] = ErrorCategory.InvalidArgument,
        ["SeenInvalid"] = ErrorCategory.InvalidArgument,
        ["MetricArgumentInvalid"] = ErrorCategory.InvalidArgument,
        ["MetricNameInvalid"] = ErrorCategory.InvalidArgument,
        ["DocumentKind"] = ErrorCategory.InvalidArgument,
        ["OneRun"] = ErrorCategory.InvalidArgument,
        ["NGramOutOfRange"] = ErrorCategory.InvalidArgument,
        ["ContaminationThresholdOutOfRange"] = ErrorCategory.InvalidArgument,
        ["PowerValueMissing"] = ErrorCategory.InvalidArgument,
        ["PowerValueOutOfRange"] = ErrorCategory.InvalidArgument,
        ["PlanOptionInvalid"] = ErrorCategory.InvalidArgument,
        ["ModelOptionInvalid"] = ErrorCategory.InvalidArgument,
        ["EndpointInvalid"] = ErrorCategory.InvalidArgument,
        ["FormatUnknown"] = ErrorCategory.InvalidArgument,
        ["FigureUnavailable"] = ErrorCategory.InvalidOperation,
        ["FixtureInvalid"] = ErrorCategory.InvalidArgument,
        ["ResumeMismatch"] = ErrorCategory.InvalidOperation,
        ["RunAmbiguous"] = ErrorCategory.InvalidArgument,
        ["ApiKeyInvalid"] = ErrorCategory.AuthenticationError,
        ["EndpointFailed"] = ErrorCategory.ConnectionError,
        ["RunMissing"] = ErrorCategory.ObjectNotFound,
        ["RunStoreMissing"] = ErrorCategory.ObjectNotFound,
        ["RunExists"] = ErrorCategory.ResourceExists,
        ["RunInUse"] = ErrorCategory.ResourceBusy,
        ["RunTakenOver"] = ErrorCategory.ResourceBusy,
        ["RunStoreFailed"] = ErrorCategory.ResourceUnavailable,
        ["RunStoreCannotOpen"] = ErrorCategory.OpenError,
        ["ThresholdOutOfRange"] = ErrorCategory.InvalidArgument,
        ["ConfidenceOutOfRange"] = ErrorCategory.InvalidArgument,
        ["WorstOutOfRange"] = ErrorCategory.InvalidArgument,
        ["SampleOutOfRange"] = ErrorCategory.InvalidArgument,
        ["ParameterUnknown"] = ErrorCategory.InvalidArgument,
        ["ParameterInvalid"] = ErrorCategory.InvalidArgument,
        ["NotebookUnreadable"] = ErrorCategory.ReadError,
        ["OutputIsFolder"] = ErrorCategory.InvalidArgument,
        ["OutputMissing"] = ErrorCategory.InvalidArgument,
        ["FoldsOutOfRange"] = ErrorCategory.InvalidArgument,
        ["TrainerUnknown"] = ErrorCategory.ObjectNotFound,
        ["TrainerMissing"] = ErrorCategory.NotInstalled,
        ["TrainerUnsuited"] = ErrorCategory.InvalidArgument,
        ["EmbeddingMissing"] = ErrorCategory.InvalidArgument,
        ["EmbeddingMismatch"] = ErrorCategory.InvalidArgument,
        ["ScorerUnreadable"] = ErrorCategory.ReadError,
        ["TimeoutOutOfRange"] = ErrorCategory.InvalidArgument,
        ["AccessDenied"] = ErrorCategory.PermissionDenied,
        ["OutputNotPermitted"] = ErrorCategory.PermissionDenied,
        ["ReadFailed"] = ErrorCategory.ReadError,
        ["DocumentUnreadable"] = ErrorCategory.ReadError,
        ["WriteFailed"] = ErrorCategory.WriteError,
        ["OutputFailed"] = ErrorCategory.WriteError,
        ["DiskFull"] = ErrorCategory.LimitsExceeded,
        ["OutputDiskFull"] = ErrorCategory.LimitsExceeded,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the core says against its input; the id is the core's.</summary>
    public static ErrorRecord FromCore(GenEvalException e, object? target)
    {
        string message = Speak(e.Message);
        Exception exception = message == e.Message ? e : new GenEvalException(message, e) { Id = e.Id, Action = e.Action };
        object? place = (e as SuiteFormatException)?.File ?? target;
        return Record(exception, e.Id, s_categories.GetValueOrDefault(e.Id, ErrorCategory.InvalidData), place, e.Action is null ? null : Speak(e.Action));
    }

    /// <summary>The core names options as the command line writes them; here they are parameters: --wording-design is -WordingDesign.</summary>
    public static string Speak(string text) => CommandLineOption().Replace(
        Training().Replace(text, "New-GenScorer RATINGS${trainer} | Export-GenScorer FILE")
            .Replace("geneval scorer train", "Export-GenScorer", StringComparison.Ordinal).Replace("geneval scorer test", "Test-GenScorer", StringComparison.Ordinal),
        m => m.Value == "--output" ? "-Path" : "-" + string.Concat(m.Groups["word"].Captures.Select(c => char.ToUpperInvariant(c.Value[0]) + c.Value[1..])));

    public static ErrorRecord PathNotFound(string path, Exception cause) =>
        Record(new GenEvalException(cause.Message, cause), "PathNotFound", ErrorCategory.ObjectNotFound, path, "List what is there: Get-ChildItem");

    public static ErrorRecord NotAFilePath(string path, string provider) =>
        Record(
            new GenEvalException($"{path} is a path of the provider {provider}; a file or folder is expected."),
            "NotAFilePath",
            ErrorCategory.InvalidArgument,
            path,
            "Give a path of the file system.");

    public static ErrorRecord FileExists(string path) =>
        Record(new GenEvalException($"{path} exists already."), "FileExists", ErrorCategory.ResourceExists, path, "Add -Force to replace it, or choose another name.");

    public static ErrorRecord FormatUnknown(string path) =>
        Record(
            new GenEvalException($"The name {path} does not say the format; .html, .md, .json, .csv, .xml (JUnit) or .txt is expected."),
            "ReportFormatUnknown",
            ErrorCategory.InvalidArgument,
            path,
            "Add -Format, for example: -Format Html");

    public static ErrorRecord ChartFormatUnknown(string path) =>
        Record(
            new GenEvalException($"The name {path} does not say the format of a figure; .svg or .json (Plotly) is expected."),
            "ChartFormatUnknown",
            ErrorCategory.InvalidArgument,
            path,
            "Choose such a name, or leave the path out for the figure as an object.");

    public static ErrorRecord SeveralFigures(string path, int count) =>
        Record(
            new GenEvalException(FormattableString.Invariant($"{count} figures do not go into the one file {path}.")),
            "SeveralFigures",
            ErrorCategory.InvalidArgument,
            path,
            "One at a time: ForEach-Object { $_ | New-GenChart -Kind ... -Path \"$($_.Model).svg\" }");

    public static ErrorRecord InputNotARecord(object input) =>
        Record(
            new GenEvalException($"An object of the type {input.GetType().Name} is no record; an object with the properties task and output is expected, or a path."),
            "InputNotARecord",
            ErrorCategory.InvalidType,
            input,
            "Name the properties as the records format does: Select-Object @{ n = 'task'; e = { ... } }, @{ n = 'output'; e = { ... } }");

    public static ErrorRecord InputNotADocument(object input) =>
        Record(
            new GenEvalException($"An object of the type {input.GetType().Name} is no document; a report, a comparison, a power study or a check is expected."),
            "InputNotADocument",
            ErrorCategory.InvalidType,
            input,
            "Make one: Invoke-GenEvaluation, Compare-GenRun, Measure-GenPower or Test-GenSuite.");

    public static ErrorRecord SuiteWithoutAnswers(Suite suite) =>
        Record(
            new GenEvalException($"The suite {suite.Name} was not read from a folder, so it has no recorded answers."),
            "SuiteWithoutAnswers",
            ErrorCategory.InvalidArgument,
            suite,
            "Give the suite's folder: Invoke-GenEvaluation -Path FOLDER");

    public static ErrorRecord LevelNotReached(IReadOnlyList<Report> reports, string message) =>
        Record(
            new GenEvalException(message),
            "LevelNotReached",
            ErrorCategory.InvalidResult,
            reports.Count == 1 ? reports[0] : reports,
            "Read the worst answers: Export-GenReport -Path report.html");

    public static ErrorRecord RunIncomplete(RunSummary summary) =>
        Record(
            new GenEvalException(FormattableString.Invariant($"{summary.Run.Counts.Done:N0} of {summary.Run.Cells:N0} prompts of run {summary.Run.Id} have an outcome. ") + Speak(summary.Problem?.Message ?? "The run stopped."), summary.Problem),
            "RunIncomplete",
            ErrorCategory.OperationStopped,
            summary.Run,
            $"Go on where it stopped: Invoke-GenEvaluation -Resume {summary.Run.Id} -Model $model");

    public static ErrorRecord NotebookFailed(string path, int cell, string id, string firstLine, string? message) =>
        Record(
            new GenEvalException(FormattableString.Invariant($"Cell {cell} ({id}) of {path} failed: {firstLine}{Environment.NewLine}{message}")),
            "NotebookFailed",
            ErrorCategory.InvalidResult,
            path,
            "Read the notebook that was written: its last output is the error. A cell that may fail is tagged raises-exception.");

    public static ErrorRecord NoReport() =>
        Record(
            new GenEvalException("No report came through the pipeline, so no level was checked."),
            "NoReport",
            ErrorCategory.ObjectNotFound,
            target: null,
            "Look for the error of the command before it, and set $ErrorActionPreference = 'Stop' in scripts.");

    [GeneratedRegex("geneval scorer train RATINGS --output FILE(?<trainer> --trainer \\w+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Training();

    [GeneratedRegex("(?<![\\w-])-(-(?<word>[a-z]+))+(?![\\w-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandLineOption();

    private static ErrorRecord Record(Exception exception, string id, ErrorCategory category, object? target, string? action)
    {
        ErrorRecord record = new(exception, id, category, target);
        if (action is not null)
        {
            record.ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = action };
        }

        return record;
    }
}

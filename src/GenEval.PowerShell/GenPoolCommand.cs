using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>A cmdlet that pools answers, from paths or through the pipeline, to work on all of them.</summary>
public abstract class GenPoolCommand : GenCommand
{
    private AnswerScoring? _scoring;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    [Parameter]
    [MapTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Map { get; set; } = [];

    [Parameter]
    public double Confidence { get; set; } = 0.95;

    [Parameter]
    public long Seed { get; set; } = 1;

    private protected AnswerScoring Scoring => _scoring ??= NewScoring();

    private protected RecordReadOptions ReadOptions { get; private set; } = new();

    private protected AnswerSource Source { get; private set; } = null!;

    protected override void Dispose(bool disposing)
    {
        _scoring?.Dispose();
        base.Dispose(disposing);
    }

    protected override void BeginProcessing()
    {
        ReadOptions = Reading();
        Source = new(this, ReadOptions);
        Source.Add(ParameterSetName == LiteralPathSet ? LiteralPath : Path, literal: ParameterSetName == LiteralPathSet);
    }

    protected override void ProcessRecord() => Call(AddInput, InputObject);

    /// <summary>How answers are scored.</summary>
    private protected abstract AnswerScoring NewScoring();

    /// <summary>How files are read.</summary>
    private protected abstract RecordReadOptions Reading();

    /// <summary>Takes in what the pipeline brought.</summary>
    private protected virtual void AddInput()
    {
        if (ParameterSetName == InputObjectSet)
        {
            Source.Add(InputObject!);
        }
    }
}

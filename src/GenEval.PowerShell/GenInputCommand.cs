using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Input;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>A cmdlet that pools answers, from paths or through the pipeline, and works on them when all are there.</summary>
public abstract class GenInputCommand : GenAnswerCommand
{
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
    public UnscoredPolicy Unscored { get; set; }

    [Parameter]
    public double Confidence { get; set; } = 0.95;

    [Parameter]
    public long Seed { get; set; } = 1;

    private protected RecordReadOptions ReadOptions { get; private set; } = new();

    private protected AnswerSource Source { get; private set; } = null!;

    protected override void BeginProcessing()
    {
        ReadOptions = Reading();
        Source = new(this, ReadOptions);
    }

    protected override void ProcessRecord() => Call(AddInput, InputObject);

    private protected virtual void AddInput()
    {
        switch (ParameterSetName)
        {
            case InputObjectSet:
                Source.Add(InputObject!);
                break;
            case LiteralPathSet:
                Source.Add(LiteralPath, literal: true);
                break;
            default:
                Source.Add(Path, literal: false);
                break;
        }
    }

    /// <summary>How answers are scored; a cmdlet adds what it knows more.</summary>
    private protected EvaluationOptions Evaluation() => new() { Metrics = Metric, Confidence = Confidence, Seed = Seed, Unscored = Unscored, Scorers = Catalog };
}

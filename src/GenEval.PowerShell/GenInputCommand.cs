using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Runs.Judging;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>A cmdlet that pools answers and estimates something from their scores.</summary>
public abstract class GenInputCommand : GenPoolCommand
{
    [Parameter]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Metric { get; set; } = [];

    [Parameter]
    [EmbeddingTransformation]
    [ValidateNotNull]
    public EmbeddingSettings? Embedding { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Seen { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    [Parameter]
    public UnscoredPolicy Unscored { get; set; }

    private protected sealed override AnswerScoring NewScoring() => new(this, Store, Embedding);

    private protected sealed override RecordReadOptions Reading() => Call(() => Scoring.Reading(Map, Seen), Seen ?? (object)Map);

    /// <summary>How answers are scored; a cmdlet adds what it knows more.</summary>
    private protected EvaluationOptions Evaluation() => new() { Metrics = Metric, Confidence = Confidence, Seed = Seed, Unscored = Unscored, Scorers = Scoring.Catalog };
}

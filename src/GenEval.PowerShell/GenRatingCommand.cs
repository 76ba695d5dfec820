using System.Management.Automation;
using GenEval.Generalization.Learned;
using GenEval.PowerShell.Input;
using GenEval.Runs.Judging;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>A cmdlet that reads rated answers, from paths or through the pipeline, to train a scorer or to test one.</summary>
public abstract class GenRatingCommand : GenPoolCommand
{
    private readonly List<SuiteWarning> _warnings = [];

    [Parameter]
    [EmbeddingTransformation]
    [ValidateNotNull]
    public EmbeddingSettings? Embedding { get; set; }

    private protected bool IsPooling => ParameterSetName == InputObjectSet;

    private protected sealed override AnswerScoring NewScoring() => new(this, store: null, Embedding);

    private protected sealed override RecordReadOptions Reading() =>
        Call(() => new RecordReadOptions { Map = Map.Length == 0 ? null : ColumnMap.Parse(Map), Warn = _warnings.Add }, Map);

    private protected IEnumerable<EvaluationRecord> Ratings()
    {
        _warnings.Clear();
        Source.RequireAnswers();
        return Source.Read(ReadOptions);
    }

    private protected ScorerOptions Options(ProgressMeter progress) => new()
    {
        Embedder = Scoring.Embedder,
        Confidence = Confidence,
        Seed = Seed,
        Step = step =>
        {
            WriteVerbose(step);
            progress.Show(step, percent: -1);
        },
    };

    /// <summary>The card with what was noticed while reading; what a reader of it must know is said.</summary>
    private protected ScorerCard Said(ScorerCard card)
    {
        Scoring.SayTallies();
        ScorerCard all = card.Read(_warnings);
        foreach (ScorerWarning warning in all.Warnings)
        {
            WriteWarning(Errors.Speak(warning.Message));
        }

        return all;
    }
}

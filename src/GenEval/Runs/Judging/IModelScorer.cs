using GenEval.Scoring;

namespace GenEval.Runs.Judging;

/// <summary>A metric that asks a model and can say beforehand how much.</summary>
internal interface IModelScorer : IBatchScorer
{
    Task<ScoringEstimate> EstimateAsync(IReadOnlyList<ExpectedAnswer> answers, CancellationToken cancellationToken);
}

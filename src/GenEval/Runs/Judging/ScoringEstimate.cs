using GenEval.Models;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;
using static System.FormattableString;

namespace GenEval.Runs.Judging;

/// <summary>What a metric that asks a model would ask, before it does; tokens are estimates (<see cref="TokenEstimate"/>).</summary>
public sealed record ScoringEstimate
{
    /// <summary>The metric, as it was asked for: <c>judge:judge.json</c>; several learned scorers that share their embeddings.</summary>
    public required string Metric { get; init; }

    /// <summary>The model that is asked.</summary>
    public required string Model { get; init; }

    /// <summary>Where it is asked, without anything secret.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Calls (questions to a judge, batches of texts for embeddings), without retries and without what is known.</summary>
    public required int Calls { get; init; }

    /// <summary>Questions that the store has a verdict on already, so that they cost nothing.</summary>
    public int Known { get; init; }

    /// <summary>Tokens of all prompts, about; an answer that is not there counts at its longest.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens of all verdicts at most, where a longest one is set; otherwise at 256 a verdict. 0 for embeddings.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The longest verdict, in tokens; null where none is set, or where there are none.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What a million tokens cost, where the metric's file says so.</summary>
    public TokenPrices Prices { get; init; } = new(Input: null, Output: null);

    /// <summary>The cost, in the currency of the prices; null where the file names none.</summary>
    public decimal? Cost => Prices.Of(InputTokens, OutputTokens);

    /// <summary>How much it is, in words: 960 calls to judge-1.</summary>
    public string Size => Invariant($"{Calls:N0} call{(Calls == 1 ? "" : "s")} to {Model}");

    /// <summary>Tokens, cost and what is known, in words.</summary>
    public string Describe() => Invariant($"about {InputTokens:N0} tokens in")
        + (OutputTokens == 0 ? "" : Invariant($" and {OutputTokens:N0} out (")
            + (MaxTokens is { } most ? Invariant($"at most {most:N0} a verdict)") : Invariant($"at {TokenEstimate.Answer:N0} a verdict, which maxTokens would bound)")))
        + (Cost is { } cost ? Invariant($": {cost:0.00} at {Prices.Input ?? 0:0.####}{(OutputTokens == 0 ? "" : Invariant($" and {Prices.Output ?? 0:0.####}"))} a million, without retries") : "")
        + (Known > 0 ? Invariant($"; {Known:N0} more {(Known == 1 ? "is" : "are")} known from the store") : "");

    /// <summary>The estimates of those of the metrics that ask a model, in their order; nothing is asked, and no store is made.</summary>
    /// <param name="catalog">The metrics there are, as <see cref="ModelScorers.Catalog"/>.</param>
    /// <param name="metrics">The metrics that were asked for; empty for each answer's own.</param>
    /// <param name="answers">What they would be asked about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GenEvalException">A metric's file, or the store of verdicts, cannot be used.</exception>
    public static async Task<IReadOnlyList<ScoringEstimate>> OfAsync(
        ScorerCatalog catalog, IReadOnlyList<string> metrics, IEnumerable<ExpectedAnswer> answers, CancellationToken cancellationToken = default)
    {
        List<ScoringEstimate> estimates = [];
        List<(EmbeddingSource Source, string Metric, IReadOnlyList<ExpectedAnswer> Answers)> learned = [];
        foreach ((string metric, IReadOnlyList<ExpectedAnswer> its) in Asking(catalog, metrics, answers))
        {
            if (SourceOf(catalog, metric) is { } source)
            {
                learned.Add((source, metric, its));
            }
            else if (catalog.Create(metric) is IModelScorer scorer)
            {
                ScoringEstimate estimate = await scorer.EstimateAsync(its, cancellationToken).ConfigureAwait(false);
                estimates.Add(estimate with { Metric = metric });
            }
        }

        // Learned scorers share their embedding model, which is asked for a text once; where they share their answers too, these count once.
        estimates.AddRange(learned.GroupBy(l => l.Source).Select(all => all.Key.Estimate(
            all.Select(l => l.Answers).Distinct().SelectMany(its => its).Where(answer => answer.Item.References.Count > 0), EmbeddingFeatures.TextsOf) with
        {
            Metric = string.Join(", ", all.Select(l => l.Metric)),
        }));
        return estimates;
    }

    /// <summary>The same for the answers that a run will bring; of a run that is resumed also for those that it has.</summary>
    /// <param name="catalog">The metrics there are.</param>
    /// <param name="metrics">The metrics that were asked for; empty for each task's own.</param>
    /// <param name="plan">The run's plan.</param>
    /// <param name="model">The model that will answer.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="resumed">The run that is resumed, and its store; null for a new one.</param>
    /// <param name="baseline">Recorded answers that are scored beside the run's; read only where a metric asks a model.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GenEvalException">A metric's file, or a store, cannot be used.</exception>
    public static async Task<IReadOnlyList<ScoringEstimate>> OfRunAsync(
        ScorerCatalog catalog,
        IReadOnlyList<string> metrics,
        RunPlan plan,
        ModelOptions model,
        RunOptions options,
        (RunStore Store, RunInfo Run)? resumed = null,
        IEnumerable<EvaluationRecord>? baseline = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(plan);
        IEnumerable<string> named = metrics.Count > 0 ? metrics : plan.Suite.Tasks.Select(task => task.Metric ?? plan.Suite.Metric).OfType<string>().Distinct(StringComparer.Ordinal);
        if (!named.Any(metric => AsksModel(catalog, metric)))
        {
            return [];
        }

        IEnumerable<ExpectedAnswer> answers = resumed is var (store, run)
            ? await ExpectedAnswer.OfAsync(store, run, plan, model, options, cancellationToken).ConfigureAwait(false)
            : ExpectedAnswer.Of(plan, model);
        return await OfAsync(catalog, metrics, answers.Concat(ExpectedAnswer.Of(baseline ?? [])), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a metric asks a model: a judge, embeddings, or a learned scorer that was trained with embeddings.</summary>
    /// <exception cref="GenEvalException">A learned scorer's file cannot be used.</exception>
    public static bool AsksModel(ScorerCatalog catalog, string metric)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.InfoOf(metric)?.AsksModel == true || SourceOf(catalog, metric) is not null;
    }

    /// <summary>
    /// The metrics that ask a model, each with its answers. Those asked for have all of them; where none is, a suite or record may name a learned scorer, and
    /// nothing else that asks.
    /// </summary>
    private static IEnumerable<(string Metric, IReadOnlyList<ExpectedAnswer> Answers)> Asking(ScorerCatalog catalog, IReadOnlyList<string> metrics, IEnumerable<ExpectedAnswer> answers)
    {
        if (metrics.Count == 0)
        {
            Dictionary<string, bool> asks = new(StringComparer.Ordinal);
            return answers.Where(answer => answer.Metric is { } own && (asks.TryGetValue(own, out bool known) ? known : asks[own] = SourceOf(catalog, own) is not null))
                .GroupBy(answer => answer.Metric!, StringComparer.Ordinal).Select(own => (own.Key, (IReadOnlyList<ExpectedAnswer>)[.. own]));
        }

        string[] asking = [.. metrics.Where(metric => AsksModel(catalog, metric)).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<ExpectedAnswer> all = asking.Length == 0 ? [] : [.. answers];
        return asking.Select(metric => (metric, all));
    }

    /// <summary>What a learned scorer asks for embeddings; null for every other metric, and for one that was trained without them.</summary>
    private static EmbeddingSource? SourceOf(ScorerCatalog catalog, string metric) =>
        catalog.InfoOf(metric)?.Name == LearnedScorer.About.Name && catalog.Create(metric) is LearnedScorer { Embedder: EmbeddingSource source } ? source : null;
}

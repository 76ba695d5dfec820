using GenEval.Models;
using GenEval.Runs.Stores;
using GenEval.Suites;
using Microsoft.Extensions.AI;

namespace GenEval.Runs;

/// <summary>The way from a suite and a model to stored answers: plan, send, store. What was stored is scored from <see cref="RunStore.ReadAsync"/>.</summary>
public static class EvaluationRun
{
    /// <summary>What a run would send and roughly cost, without a call.</summary>
    /// <exception cref="GenEvalException">The suite has nothing to send, or an option is out of its range.</exception>
    public static RunEstimate Estimate(Suite suite, ModelOptions model, RunOptions? options = null) =>
        RunEstimate.Of(RunPlan.Of(suite, options?.Plan), model);

    /// <summary>What a plan would send and roughly cost, without a call.</summary>
    /// <exception cref="GenEvalException">An option is out of its range.</exception>
    public static RunEstimate Estimate(RunPlan plan, ModelOptions model) => RunEstimate.Of(plan, model);

    /// <summary>
    /// Runs a suite. From the first call on nothing is thrown: what ends the run early is in the summary, and the run can be resumed.
    /// </summary>
    /// <param name="suite">The suite.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">How much of it, and how; null for the defaults.</param>
    /// <param name="store">Where its answers are kept.</param>
    /// <param name="observer">Follows the run; may be null.</param>
    /// <param name="client">Any chat client, which stays the caller's to dispose of; null opens the one that the model's endpoint names.</param>
    /// <param name="cancellationToken">Ends the run so that it can be resumed; the summary says that it was cancelled.</param>
    /// <exception cref="GenEvalException">Something is wrong before the first call: the suite, an option, the endpoint's address, the store.</exception>
    public static async Task<RunSummary> StartAsync(
        Suite suite, ModelOptions model, RunOptions? options, RunStore store, RunObserver? observer = null, IChatClient? client = null, CancellationToken cancellationToken = default)
    {
        options ??= new RunOptions();
        model.Validate();
        using IChatClient? own = client is null ? ModelClients.Open(model) : null;
        RunOwner owner = RunOwner.Create();
        try
        {
            (RunInfo run, RunPlan plan) = await CreateAsync(suite, model, options, store, owner, cancellationToken).ConfigureAwait(false);
            return await ExecuteAsync(run, plan, model, options, store, owner, observer, client ?? own!, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            owner.End();
        }
    }

    /// <summary>Goes on with a run: sends only what has no outcome, and what failed for the endpoint's sake.</summary>
    /// <param name="id">The run's id, the start of it, or <c>latest</c>.</param>
    /// <param name="model">
    /// The model, best made from <see cref="ModelOf"/>: what shapes its answers must be as it was, address, key and limits may be others.
    /// </param>
    /// <param name="options">How; its plan and labels are the run's own. Null for the defaults.</param>
    /// <param name="store">Where the run is.</param>
    /// <param name="observer">Follows the run; may be null.</param>
    /// <param name="client">Any chat client; null opens the one that the model's endpoint names.</param>
    /// <param name="suite">Where given, it must be the suite that the run was planned from.</param>
    /// <param name="cancellationToken">Ends the run so that it can be resumed.</param>
    /// <exception cref="GenEvalException">There is no such run, another process writes to it, or the suite or settings differ.</exception>
    public static async Task<RunSummary> ResumeAsync(
        string id, ModelOptions model, RunOptions? options, RunStore store, RunObserver? observer = null, IChatClient? client = null, Suite? suite = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new RunOptions();
        model.Validate();
        RunInfo run = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        RunPlan plan = await store.PlanAsync(run, cancellationToken).ConfigureAwait(false);
        ResumeCheck.Check(run, plan, model, suite);
        using IChatClient? own = client is null ? ModelClients.Open(model) : null;
        RunOwner owner = RunOwner.Create();
        try
        {
            await store.ClaimAsync(run, owner, cancellationToken).ConfigureAwait(false);
            run = await store.FindAsync(run.Id, cancellationToken).ConfigureAwait(false);
            return await ExecuteAsync(run, plan, model, options, store, owner, observer, client ?? own!, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            owner.End();
        }
    }

    /// <summary>The model of a run as it was stored, without its key; limits and retries are the defaults.</summary>
    public static ModelOptions ModelOf(RunInfo run) => new()
    {
        Name = run.Model,
        Endpoint = run.Endpoint,
        Temperature = run.Settings.Temperature,
        MaxTokens = run.Settings.MaxTokens,
        Stop = run.Settings.Stop,
        Seed = run.Settings.Seed,
        System = run.Settings.System,
        ApiVersion = run.Settings.ApiVersion,
    };

    /// <summary>Plans the run and stores the plan, whose content is let go of here: it is as long as the suite.</summary>
    private static async Task<(RunInfo Run, RunPlan Plan)> CreateAsync(
        Suite suite, ModelOptions model, RunOptions options, RunStore store, RunOwner owner, CancellationToken cancellationToken)
    {
        (RunPlan plan, byte[] content) = RunPlan.Pack(suite, options.Plan);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        RunInfo run = new()
        {
            Id = RunStore.NewId(),
            Kind = "run",
            Suite = suite.Name,
            Model = model.Name,
            Endpoint = model.EndpointName,
            Settings = RunSettings.Of(plan, model, options.Labels),
            Plan = plan.Hash,
            Cells = plan.Count,
            Created = now,
            Updated = now,
        };
        return (await store.CreateAsync(run, content, owner, cancellationToken).ConfigureAwait(false), plan);
    }

    private static async Task<RunSummary> ExecuteAsync(
        RunInfo run, RunPlan plan, ModelOptions model, RunOptions options, RunStore store, RunOwner owner, RunObserver? observer, IChatClient client, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        RunTracker tracker = new(plan.Count, TimeProvider.System);
        tracker.Start(run.Counts);
        ResponseWriter writer = new(store.Database, run, owner.ToString(), options.StorePatience);
        bool cancelled = false;
        int kept = 0;
        int cached = 0;
        GenEvalException? problem = null;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using (writer.ConfigureAwait(false))
        {
            using ModelCaller caller = new(client, model);
            RunSession session = new(run, plan, caller, model, writer, tracker, options, observer);
            ProgressTicker ticker = new(observer, () => tracker.Snapshot(caller, options.Levels), stop);
            try
            {
                using (ticker)
                {
                    List<int> pending = await PendingCells.FindAsync(store, run, plan, options, tracker, stop.Token).ConfigureAwait(false);
                    kept = plan.Count - pending.Count;
                    observer?.OnStart(run);
                    if (options.UseCache)
                    {
                        cached = await FillFromCacheAsync(store, run, plan, pending, writer, session, stop.Token).ConfigureAwait(false);
                    }

                    problem = await session.SendAsync(pending, stop.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                cancelled = true;
            }
            catch (Exception e)
            {
                // Whatever it is, the run is given up in order, so that it can be resumed.
                problem = Problem(ticker.Failure ?? e);
            }
        }

        string? note = problem?.Message ?? (cancelled ? "It was cancelled." : null);
        try
        {
            run = await store.ReleaseAsync(run.Id, owner, note).ConfigureAwait(false);
        }
        catch (GenEvalException e)
        {
            // The store is what failed: the counts are those that it confirmed.
            problem ??= e;
            run = run with { Counts = tracker.Counts(), Note = note };
        }

        return new RunSummary
        {
            Run = run,
            Plan = plan,
            IsCancelled = cancelled,
            Problem = problem,
            Kept = kept,
            Cached = cached,
            Calls = tracker.Calls,
            Elapsed = TimeProvider.System.GetElapsedTime(started),
            Durability = store.Durability,
        };
    }

    internal static GenEvalException Problem(Exception e) =>
        e as GenEvalException ?? new GenEvalException($"The run stopped: {e.Message}", e) { Id = "RunFailed", Action = "It can be resumed." };

    /// <summary>Stores what earlier runs answered, and takes it off the cells to send.</summary>
    private static async Task<int> FillFromCacheAsync(
        RunStore store, RunInfo run, RunPlan plan, List<int> pending, ResponseWriter writer, RunSession session, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<int, ModelReply> found = await ResponseCache.FindAsync(store, run, plan, pending, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(found.Select(async pair =>
        {
            await writer.StoreAsync(pair.Key, pair.Value).ConfigureAwait(false);
            session.Count(pair.Key, pair.Value);
        })).ConfigureAwait(false);
        pending.RemoveAll(found.ContainsKey);
        return found.Count;
    }
}

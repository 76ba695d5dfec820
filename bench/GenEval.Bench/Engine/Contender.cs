using System.Net.Http.Headers;
using System.Text.Json;
using GenEval.Generalization;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Bench.Engine;

/// <summary>One of those who send the prompts.</summary>
internal abstract class Contender : IDisposable
{
    /// <summary>What is not timed.</summary>
    public virtual Task PrepareAsync() => Task.CompletedTask;

    public abstract Task RunAsync();

    public abstract void Dispose();
}

/// <summary>As little as a client can do: the bodies are made before, the answers are bytes that nobody looks at. It opens its connections, as the run does.</summary>
internal sealed class BareLoop : Contender
{
    private readonly Uri _address;
    private readonly int _concurrency;
    private readonly byte[][] _bodies;

    public BareLoop(string endpoint, int concurrency, int prompts)
    {
        _address = new Uri(endpoint + "/chat/completions");
        _concurrency = concurrency;
        RunPlan plan = RunPlan.Of(BenchSuite.Of(prompts));
        _bodies = [.. Enumerable.Range(0, plan.Count).Select(cell => JsonSerializer.SerializeToUtf8Bytes(
            new { model = "bench", messages = new[] { new { role = "user", content = plan.Prompt(cell, system: null).User } } }))];
    }

    public override async Task RunAsync()
    {
        using HttpClient http = new(new SocketsHttpHandler());
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, _concurrency).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < _bodies.Length;)
            {
                using ByteArrayContent content = new(_bodies[i]);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using HttpResponseMessage response = await http.PostAsync(_address, content);
                await response.Content.ReadAsByteArrayAsync();
            }
        })));
    }

    public override void Dispose()
    {
    }
}

/// <summary>What <c>geneval run</c> does until the report: each answer durable in a new SQLite file, scored, and progress as text four times a second.</summary>
internal sealed class FullRun(string endpoint, int concurrency, int prompts) : Contender
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("geneval-bench-");
    private readonly Suite _suite = BenchSuite.Of(prompts);
    private RunStore? _store;

    public override async Task PrepareAsync() => _store = await RunStore.OpenAsync(Path.Combine(_folder.FullName, Path.GetRandomFileName() + ".db"));

    public override async Task RunAsync()
    {
        RecordScorer scorer = new();
        RunningLevels levels = new(record => LevelRule.Of(record.Novelty, record.InstructionNovelty, record.InstanceNovelty).ToString(), record => scorer.Score(record).Value);
        RunSummary summary = await EvaluationRun.StartAsync(
            _suite, new ModelOptions { Name = "bench", Endpoint = endpoint, Concurrency = concurrency }, new RunOptions { Levels = levels }, _store!, new Shown());
        if (summary.Run.Counts.Answered != prompts)
        {
            throw new InvalidOperationException($"{summary.Run.Counts.Answered} answers instead of {prompts}: {summary.Problem?.Message}");
        }
    }

    public override void Dispose() => _folder.Delete(recursive: true);

    private sealed class Shown : RunObserver
    {
        public override void OnProgress(RunProgress progress) => TextWriter.Null.WriteLine(progress);
    }
}

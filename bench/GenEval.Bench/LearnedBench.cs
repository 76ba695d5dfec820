using System.Globalization;
using GenEval.Generalization.Learned;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.Bench;

/// <summary>Learned scorers beside rougeL on the same 100,000 records, and how long training takes.</summary>
internal sealed class LearnedBench : IBench
{
    private const int Records = 100_000;
    private const int Slice = 2_000;
    private const int Words = 50;

    private static readonly int[] s_ratings = [200, 1000, 5000];

    public string Name => "learned";

    public string Summary => "learned scorers in records/s beside rougeL, and the time to train them";

    public void Run(TextWriter output)
    {
        ScoringItem[] items = [.. PairText.Pairs(Records, Words, seed: 11).Select(p => new ScoringItem(p.Output, [p.Reference], "Say it again.", "Repeat the text."))];
        EvaluationRecord[] rated = Rated(items, s_ratings[^1]);
        string[] trainers = LearnedBackend.Installed is { } installed && installed.Trainers.Contains("fastTree", StringComparer.Ordinal) ? ["linear", "fastTree"] : ["linear"];
        output.WriteLine();
        output.WriteLine("| what | records/s (median) | slowest to fastest | x rougeL |");
        output.WriteLine("| --- | ---: | ---: | ---: |");
        IReadOnlyList<Pace> paces = Race.Run(
        [
            Over("rougeL", items, Scorers.Create("rougeL")),
            .. trainers.Select(t => Over($"learned, {t}", items, new LearnedScorer(ScorerTraining.Train(rated[..1000], new() { Trainer = t })))),
        ]);
        foreach (Pace pace in paces)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {pace.Name} | {pace.Median:N0} | {pace.Slowest:N0} to {pace.Fastest:N0} | {pace.Median / paces[0].Median:0.###} |"));
        }

        output.WriteLine();
        output.WriteLine("| trainer | ratings | processor time to train, s |");
        output.WriteLine("| --- | ---: | ---: |");
        foreach (string trainer in trainers)
        {
            foreach (int count in s_ratings)
            {
                TimeSpan start = Environment.CpuUsage.TotalTime;
                _ = ScorerTraining.Train(rated[..count], new() { Trainer = trainer });
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {trainer} | {count:N0} | {(Environment.CpuUsage.TotalTime - start).TotalSeconds:0.0} |"));
            }
        }
    }

    /// <summary>The next slice of the records at each pass, on one thread.</summary>
    private static Contender Over(string name, ScoringItem[] items, IScorer scorer)
    {
        int at = 0;
        return new Contender(name, () =>
        {
            double sum = 0;
            for (int i = 0; i < Slice; i += 128)
            {
                // A learned scorer takes as many at once as an evaluation hands it on a thread.
                ArraySegment<ScoringItem> some = new(items, at + i, int.Min(128, Slice - i));
                sum += scorer is LearnedScorer learned ? learned.ScoreAll(some, CancellationToken.None).Sum(s => s.Value!.Value) : some.Sum(item => scorer.Score(item).Value!.Value);
            }

            at = (at + Slice) % items.Length;
            return double.IsFinite(sum) ? Slice : 0;
        });
    }

    /// <summary>Made-up people: the more an answer shares with its reference, the likelier they call it right.</summary>
    private static EvaluationRecord[] Rated(ScoringItem[] items, int count)
    {
        Random random = new(5);
        IScorer rouge = Scorers.Create("rougeL");
        return [.. items.Take(count).Select((item, i) => new EvaluationRecord
        {
            Model = "m", Task = $"task-{i % 40}", Input = $"input {i}", References = item.References, Output = item.Output,
            Rating = Rating.Of(random.NextDouble() < rouge.Score(item).Value),
        })];
    }
}

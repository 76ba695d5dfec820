using System.Globalization;
using GenEval.Scoring;

namespace GenEval.Bench;

/// <summary>The text metrics beside a straightforward ROUGE-L of the same run and beside what their Python originals were recorded to do.</summary>
internal sealed class RougeBench : IBench
{
    private const int PairCount = 500;

    // Pairs/s, recorded elsewhere on a machine of this kind: rouge_score with its stemmer, sacrebleu's sentence_bleu and sentence_chrf.
    private static readonly Dictionary<(string Metric, int Words), double> s_recorded = new()
    {
        [("rougeL", 50)] = 492,
        [("rougeL", 200)] = 55,
        [("bleu", 50)] = 2927,
        [("chrf", 50)] = 826,
    };

    public string Name => "rouge";

    public string Summary => "rougeL, bleu and chrf in pairs/s on one thread, beside a plain ROUGE-L";

    public void Run(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| words | what | pairs/s (median) | slowest to fastest | x plain ROUGE-L | recorded of the Python original | x recorded |");
        output.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (int words in (int[])[50, 200])
        {
            (string Output, string Reference)[] pairs = PairText.Pairs(PairCount, words, seed: 7);
            (string[] Output, string[] Reference)[] tokens = [.. pairs.Select(pair => (PlainRougeL.Tokens(pair.Output), PlainRougeL.Tokens(pair.Reference)))];
            Check(pairs);
            IReadOnlyList<Pace> paces = Race.Run(
                new Contender("plain ROUGE-L", () => Sum(pairs, pair => PlainRougeL.Score(pair.Output, pair.Reference))),
                new Contender("its table alone, words split and stemmed before", () => Sum(tokens, pair => PlainRougeL.F(pair.Output, pair.Reference))),
                Ours("rougeL", pairs),
                Ours("exact_match", pairs),
                Ours("bleu", pairs),
                Ours("chrf", pairs));
            foreach (Pace pace in paces)
            {
                Write(output, words, pace, paces[0].Median);
            }
        }
    }

    private static Contender Ours(string metric, (string Output, string Reference)[] pairs)
    {
        IScorer scorer = Scorers.Create(metric);
        return new Contender(metric, () => Sum(pairs, pair => scorer.Score(new ScoringItem(pair.Output, [pair.Reference])).Value!.Value));
    }

    private static int Sum<T>(T[] pairs, Func<T, double> score)
    {
        double sum = 0;
        foreach (T pair in pairs)
        {
            sum += score(pair);
        }

        // Uses the sum, so that no work is left out.
        return double.IsFinite(sum) ? pairs.Length : 0;
    }

    private static void Check((string Output, string Reference)[] pairs)
    {
        IScorer scorer = Scorers.Create("rougeL");
        foreach ((string answer, string reference) in pairs)
        {
            double plain = PlainRougeL.Score(answer, reference);
            if (scorer.Score(new ScoringItem(answer, [reference])).Value != plain)
            {
                throw new InvalidOperationException($"The scorer and the plain ROUGE-L differ on '{answer}' and '{reference}'.");
            }
        }
    }

    private static void Write(TextWriter output, int words, Pace pace, double plain)
    {
        bool isRecorded = s_recorded.TryGetValue((pace.Name, words), out double recorded);
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"| {words} | {pace.Name} | {pace.Median:N0} | {pace.Slowest:N0} to {pace.Fastest:N0} | {pace.Median / plain:N1} | "));
        output.WriteLine(isRecorded
            ? string.Create(CultureInfo.InvariantCulture, $"{recorded:N0} | {pace.Median / recorded:N0} |")
            : " | |");
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.Generalization.Learned;

/// <summary>The rated answers among records, in an order of their own, so that nothing depends on the order in which they came.</summary>
internal sealed class RatedAnswers
{
    /// <summary>How many answers are embedded at a time.</summary>
    private const int Chunk = 1024;

    private RatedAnswers(RatedAnswer[] answers, SortedDictionary<string, int> skipped, ScorerEmbedding? embedding)
    {
        Answers = answers;
        Skipped = skipped;
        Embedding = embedding;
        FeatureNames = AnswerFeatures.NamesOf(embedding is not null);
        IsBinary = answers.All(a => a.Rating is 0 or 1);
        Tasks = answers.Select(a => a.Task).Distinct(StringComparer.Ordinal).Count();
        Inputs = answers.Select(a => a.Input).Distinct(StringComparer.Ordinal).Count();
        Models = [.. answers.Select(a => a.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Ratings = Array.ConvertAll(answers, a => a.Rating);
        string[] groups = [.. answers.Select(GroupOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> numbers = groups.Index().ToDictionary(g => g.Item, g => g.Index, StringComparer.Ordinal);
        Groups = Array.ConvertAll(answers, a => numbers[GroupOf(a)]);
        GroupCount = groups.Length;
    }

    public IReadOnlyList<RatedAnswer> Answers { get; }

    /// <summary>Records that gave no rating, by reason.</summary>
    public IReadOnlyDictionary<string, int> Skipped { get; }

    /// <summary>What was embedded; null where nothing was.</summary>
    public ScorerEmbedding? Embedding { get; }

    /// <summary>The names of the features, in their order.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Whether every rating is 0 or 1.</summary>
    public bool IsBinary { get; }

    public int Tasks { get; }

    public int Inputs { get; }

    public IReadOnlyList<string> Models { get; }

    public double[] Ratings { get; }

    /// <summary>What is held out together: the task, or the input where there is one task.</summary>
    public int[] Groups { get; }

    public int GroupCount { get; }

    public bool GroupedByTask => Tasks > 1;

    /// <summary>Reads, and extracts the features on several threads. An answer without its embeddings is skipped, <c>notJudged</c>.</summary>
    /// <exception cref="GenEvalException">There is no rated answer; the embedding model cannot be asked.</exception>
    public static RatedAnswers Read(IEnumerable<EvaluationRecord> records, ITextEmbedder? embedder, CancellationToken cancellationToken)
    {
        SortedDictionary<string, int> skipped = new(StringComparer.Ordinal);
        List<EvaluationRecord> rated = [];
        long count = 0;
        foreach (EvaluationRecord record in records)
        {
            count++;
            string? reason = record.Rating is null ? "notRated" : AnswerStatus.FailureOf(record) ?? (record.References is { Count: > 0 } ? null : UnscoredReason.NoReference);
            if (reason is null)
            {
                rated.Add(record);
            }
            else
            {
                skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
            }
        }

        if (rated.Count == 0)
        {
            throw None(
                count == 0 ? "the input is empty" : $"of {Words.Count(count, "record")} none has a rating, an answer and a reference",
                "A rated record has \"rating\": true or false, or a number with \"ratingScale\": [low, high]; --map column=rating renames a column.");
        }

        RatedAnswer[] answers = new RatedAnswer[rated.Count];
        _ = Parallel.For(0, answers.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => answers[i] = Of(rated[i]));
        Array.Sort(answers, (a, b) => string.CompareOrdinal(a.Hash, b.Hash));
        return embedder is null ? new(answers, skipped, embedding: null) : Embed(answers, skipped, embedder, cancellationToken);
    }

    /// <summary>The SHA-256 of all of them.</summary>
    public string DataHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Answers.Select(a => a.Hash)))));

    private static RatedAnswers Embed(RatedAnswer[] answers, SortedDictionary<string, int> skipped, ITextEmbedder embedder, CancellationToken cancellationToken)
    {
        List<RatedAnswer> embedded = new(answers.Length);
        int? dimensions = null;
        foreach (RatedAnswer[] chunk in answers.Chunk(Chunk))
        {
            EmbeddingFeatures features = EmbeddingFeatures.Of(chunk.Select(a => a.Item), embedder, dimensions, cancellationToken);
            dimensions = features.Dimensions;
            foreach (RatedAnswer answer in chunk)
            {
                double[] all = [.. answer.Features, .. new double[EmbeddingFeatures.Names.Count]];
                if (features.Fill(answer.Item, all.AsSpan(AnswerFeatures.Count)))
                {
                    embedded.Add(answer with { Features = all });
                }
            }
        }

        if (embedded.Count == 0 || dimensions is not { } length)
        {
            throw None(
                $"of {Words.Count(answers.Length, "rated answer")} none has its embeddings: the model '{embedder.Model}' gave none that can be used",
                "See what it says of a single text; docs/judging.md has the fields of its file.");
        }

        if (embedded.Count < answers.Length)
        {
            skipped[UnscoredReason.NotJudged] = answers.Length - embedded.Count;
        }

        int texts = embedded.SelectMany(a => EmbeddingFeatures.TextsOf(a.Item)).Distinct(StringComparer.Ordinal).Count();
        return new([.. embedded], skipped, new ScorerEmbedding(embedder.Model, length, texts));
    }

    private static GenEvalException None(string why, string action) => new($"There is no rated answer: {why}.") { Id = "NoRatings", Action = action };

    private string GroupOf(RatedAnswer answer) => GroupedByTask ? answer.Task : answer.Input;

    private static RatedAnswer Of(EvaluationRecord record)
    {
        ScoringItem item = new(record.Output!, record.References!, record.Input, record.InstructionText);
        double[] features = new double[AnswerFeatures.Count];
        AnswerFeatures.Extract(item, features);
        double rating = record.Rating!.Value.Normalized;
        string task = record.Suite is null ? record.Task : $"{record.Suite}/{record.Task}";
        ulong hash = TrainingItems.HashOf(item);
        string model = record.Model ?? RecordIdentity.Unnamed;
        string[] parts = [task, model, record.Instance ?? "", item.Instruction ?? "", item.Input ?? "", item.Output, rating.ToString("R", CultureInfo.InvariantCulture), .. item.References];
        byte[] all = Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Length}:{p}"))));
        return new RatedAnswer
        {
            Task = task,
            Input = record.Input ?? record.Instance ?? hash.ToString("x", CultureInfo.InvariantCulture),
            Model = model,
            Item = item,
            Rating = rating,
            ItemHash = hash,
            Hash = Convert.ToHexStringLower(SHA256.HashData(all)),
            Features = features,
        };
    }
}

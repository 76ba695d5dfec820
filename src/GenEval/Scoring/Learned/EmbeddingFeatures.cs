using System.Globalization;

namespace GenEval.Scoring.Learned;

/// <summary>
/// What a learned scorer sees of an answer by embeddings, behind the features that every scorer has: cosines of the angle between two texts, 0 where one of
/// the two is not there or is empty. Those of one batch of answers.
/// </summary>
internal sealed class EmbeddingFeatures
{
    private readonly IReadOnlyDictionary<string, ReadOnlyMemory<float>> _vectors;

    private EmbeddingFeatures(IReadOnlyDictionary<string, ReadOnlyMemory<float>> vectors, int? dimensions) => (_vectors, Dimensions) = (vectors, dimensions);

    /// <summary>
    /// Answer and nearest reference; answer and references, on average; answer and input; answer and instruction; nearest reference and input. In the order
    /// of the vector.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
        ["embeddingReference", "embeddingReferences", "embeddingInput", "embeddingInstruction", "embeddingReferenceInput"];

    /// <summary>How long the vectors are; null where no text was asked for, or none could be had.</summary>
    public int? Dimensions { get; }

    /// <summary>Asks for the vectors of a batch.</summary>
    /// <param name="items">The answers.</param>
    /// <param name="embedder">The model.</param>
    /// <param name="dimensions">How long the vectors must be; null where that is not known yet.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GenEvalException">The vectors are not of one length, or not of that one.</exception>
    public static EmbeddingFeatures Of(IEnumerable<ScoringItem> items, ITextEmbedder embedder, int? dimensions, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, ReadOnlyMemory<float>> vectors = embedder.Embed([.. items.SelectMany(TextsOf)], cancellationToken);
        foreach (ReadOnlyMemory<float> vector in vectors.Values)
        {
            if (vector.Length != (dimensions ??= vector.Length))
            {
                throw new GenEvalException(string.Create(
                    CultureInfo.InvariantCulture, $"The embedding model '{embedder.Model}' gave a vector of {vector.Length} numbers where {dimensions} are expected: its others, or those of the scorer's training, have so many."))
                {
                    Id = "EmbeddingMismatch",
                    Action = "Use the model that the scorer was trained with, at its full length; or train the scorer again.",
                };
            }
        }

        return new(vectors, dimensions);
    }

    /// <summary>The texts of an answer whose vectors count. Endpoints refuse texts without a character, and they have no direction.</summary>
    public static IEnumerable<string> TextsOf(ScoringItem item) =>
        item.References.Append(item.Output).Append(item.Input).Append(item.Instruction).OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>Writes the features of an answer of the batch; false where a vector is missing or has no direction.</summary>
    public bool Fill(in ScoringItem item, Span<double> features)
    {
        features.Clear();
        bool has = true;
        double? nearest = null;
        double sum = 0;
        // In an order of their own: of two that are equally near the same one is compared with the input, however they came.
        string[] references = [.. item.References.Where(r => !string.IsNullOrWhiteSpace(r)).Order(StringComparer.Ordinal)];
        foreach (string reference in references)
        {
            double cosine = Cosine(item.Output, reference, ref has);
            sum += cosine;
            if (!(nearest >= cosine))
            {
                nearest = cosine;
                features[4] = Cosine(reference, item.Input, ref has);
            }
        }

        features[0] = nearest ?? 0;
        features[1] = references.Length == 0 ? 0 : sum / references.Length;
        features[2] = Cosine(item.Output, item.Input, ref has);
        features[3] = Cosine(item.Output, item.Instruction, ref has);
        return has;
    }

    /// <summary>
    /// The cosine of the angle between two vectors, in [-1, 1] up to rounding; null where one has no direction or they are not of one length. Summed in
    /// order and in double precision: vectorized sums differ between machines.
    /// </summary>
    public static double? Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.Length && a.Length == b.Length; i++)
        {
            product += (double)a[i] * b[i];
            squaresOfA += (double)a[i] * a[i];
            squaresOfB += (double)b[i] * b[i];
        }

        double cosine = product / Math.Sqrt(squaresOfA * squaresOfB);
        return double.IsFinite(cosine) ? cosine : null;
    }

    private double Cosine(string? a, string? b, ref bool has)
    {
        if (string.IsNullOrWhiteSpace(a) || string.IsNullOrWhiteSpace(b))
        {
            return 0;
        }

        double? cosine = _vectors.TryGetValue(a, out ReadOnlyMemory<float> x) && _vectors.TryGetValue(b, out ReadOnlyMemory<float> y) ? Cosine(x.Span, y.Span) : null;
        has &= cosine is not null;
        return cosine ?? 0;
    }
}

namespace GenEval.Scoring.Learned;

/// <summary>The embeddings of texts by one model, for a scorer that was trained with them. Safe to use from many threads.</summary>
public interface ITextEmbedder
{
    /// <summary>The model's name, as its endpoint knows it; a scorer's card records it, and asks for the same again.</summary>
    string Model { get; }

    /// <summary>A vector for each text; one that cannot be had is not in it.</summary>
    /// <param name="texts">Texts, each with a character that is no space; equal ones, of which there are many, are to be asked for once.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GenEvalException">The model as a whole cannot be asked.</exception>
    IReadOnlyDictionary<string, ReadOnlyMemory<float>> Embed(IReadOnlyCollection<string> texts, CancellationToken cancellationToken);
}

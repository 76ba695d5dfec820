namespace GenEval.Scoring.Text;

/// <summary>The scratch space for counting what two texts share, one for each thread; nothing is remembered from one pair to the next.</summary>
internal sealed class OverlapMeasure
{
    [ThreadStatic]
    private static OverlapMeasure? s_own;

    private readonly Tokenizer13a _tokenizer = new();
    private readonly TokenNumbers _tokens = new();
    private readonly CharacterNumbers _characters = new();
    private readonly GramPositions _positions = new();
    private readonly GramSort _sort = new();
    private readonly NGramMatcher _matcher = new();
    private int[] _output = [];
    private int[] _reference = [];

    /// <summary>The calling thread's own.</summary>
    public static OverlapMeasure Own => s_own ??= new();

    /// <summary>Shared n-grams of the tokens that <c>13a</c> finds, for orders 1 to the length of <paramref name="matches"/>.</summary>
    public (int Output, int Reference) Count13a(string output, string reference, Span<int> matches)
    {
        _tokens.Begin();
        int inOutput = _tokens.Read(_tokenizer.Tokenize(output), ref _output);
        int inReference = _tokens.Read(_tokenizer.Tokenize(reference), ref _reference);
        return Count(inOutput, inReference, _tokens.Count, matches);
    }

    /// <summary>Shared n-grams of the words between white space.</summary>
    public (int Output, int Reference) CountWords(string output, string reference, Span<int> matches)
    {
        _tokens.Begin();
        int inOutput = _tokens.Read(output, ref _output);
        int inReference = _tokens.Read(reference, ref _reference);
        return Count(inOutput, inReference, _tokens.Count, matches);
    }

    /// <summary>Shared n-grams of the characters (code points) that are no white space.</summary>
    public (int Output, int Reference) CountCharacters(string output, string reference, Span<int> matches)
    {
        _characters.Begin();
        int inOutput = _characters.Read(output, ref _output);
        int inReference = _characters.Read(reference, ref _reference);
        return Count(inOutput, inReference, _characters.Count, matches);
    }

    private (int Output, int Reference) Count(int inOutput, int inReference, int alphabet, Span<int> matches)
    {
        ReadOnlySpan<int> reference = _reference.AsSpan(0, inReference);
        ReadOnlySpan<int> output = _output.AsSpan(0, inOutput);
        if (inReference <= GramPositions.MaxLength)
        {
            _positions.Count(reference, output, alphabet, matches);
        }
        else if (GramSort.Fits(alphabet, matches.Length))
        {
            _sort.Count(reference, output, alphabet, matches);
        }
        else
        {
            _matcher.Count(reference, output, matches);
        }

        return (inOutput, inReference);
    }
}

namespace GenEval.Scoring.Text;

/// <summary>
/// ROUGE's F-measures over one answer and several references. Each thread has one with its memory of words and its scratch space; what it
/// remembers changes how long a score takes, never the score.
/// </summary>
internal sealed class RougeMeasure(bool stem)
{
    [ThreadStatic]
    private static RougeMeasure? s_stemmed;

    [ThreadStatic]
    private static RougeMeasure? s_unstemmed;

    private readonly RougeWords _words = new(stem);
    private readonly CommonSubsequence _subsequence = new();
    private readonly NGramMatcher _grams = new();
    private int[] _output = [];
    private int[] _reference = [];

    /// <summary>The calling thread's own.</summary>
    public static RougeMeasure Get(bool stem) => stem ? s_stemmed ??= new(stem: true) : s_unstemmed ??= new(stem: false);

    /// <summary>ROUGE-L: the F-measure on the longest common subsequence; the greatest over the references, of which there is one or more.</summary>
    public double L(string output, IReadOnlyList<string> references)
    {
        _words.Begin();
        int words = _words.Read(output, ref _output);
        double best = 0;
        for (int i = 0; i < references.Count; i++)
        {
            int expected = _words.Read(references[i], ref _reference);
            int common = _subsequence.Length(_reference.AsSpan(0, expected), _output.AsSpan(0, words), _words.Numbers);
            best = Math.Max(best, F(common, words, expected));
        }

        return best;
    }

    /// <summary>ROUGE-N: the F-measure on shared n-grams, each as often as it stands in both; the greatest over the references.</summary>
    public double N(int order, string output, IReadOnlyList<string> references)
    {
        _words.Begin();
        int words = _words.Read(output, ref _output);
        Span<int> shared = stackalloc int[order];
        double best = 0;
        for (int i = 0; i < references.Count; i++)
        {
            int expected = _words.Read(references[i], ref _reference);
            _grams.Count(_reference.AsSpan(0, expected), _output.AsSpan(0, words), shared);
            best = Math.Max(best, F(shared[order - 1], words - order + 1, expected - order + 1));
        }

        return best;
    }

    // In rouge_score's order of operations, so that the last bit agrees too.
    private static double F(int common, int inOutput, int inReference)
    {
        if (common == 0)
        {
            return 0;
        }

        double precision = (double)common / inOutput;
        double recall = (double)common / inReference;
        return 2 * precision * recall / (precision + recall);
    }
}

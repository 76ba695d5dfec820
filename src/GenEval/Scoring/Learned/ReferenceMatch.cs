using GenEval.Scoring.Text;

namespace GenEval.Scoring.Learned;

/// <summary>An answer beside one reference: which of the reference's words it has, where, and what it adds. Keeps its buffers; not safe for several threads.</summary>
internal sealed class ReferenceMatch
{
    /// <summary>How many words of the answer count as its head.</summary>
    private const int Head = 12;

    /// <summary>Beyond so many words of a reference, those that are not found as they are have no near match looked for.</summary>
    private const int MostSoft = 48;

    private readonly CommonSubsequence _subsequence = new();
    private readonly Dictionary<int, int> _answerCounts = [];
    private readonly Dictionary<int, int> _window = [];
    private int[] _answer = [];
    private int[] _reference = [];

    /// <summary>Fills in what depends on the reference: the features from <see cref="AnswerFeature.WordRecall"/> to <see cref="AnswerFeature.DateRecall"/>.</summary>
    /// <returns>How like the answer the reference is, for choosing one.</returns>
    public double Measure(FeatureText answer, FeatureText reference, HashSet<int> input, Span<double> features)
    {
        int words = Numbers(answer, ref _answer);
        int expected = Numbers(reference, ref _reference);
        ReadOnlySpan<int> a = _answer.AsSpan(0, words);
        ReadOnlySpan<int> r = _reference.AsSpan(0, expected);
        _answerCounts.Clear();
        foreach (int number in a)
        {
            _answerCounts[number] = _answerCounts.GetValueOrDefault(number) + 1;
        }

        Words(answer, reference, input, features);
        Set(features, AnswerFeature.WordPrecision, Ratio(Shared(r), words));
        int limit = 1 + int.Max(a.Length == 0 ? 0 : Max(a), r.Length == 0 ? 0 : Max(r));
        int common = _subsequence.Length(r, a, limit);
        Set(features, AnswerFeature.SubsequenceRecall, Ratio(common, expected));
        Set(features, AnswerFeature.SubsequencePrecision, Ratio(common, words));
        int at = expected == 0 ? -1 : a.IndexOf(r);
        Set(features, AnswerFeature.Containment, at >= 0 ? 1 : 0);
        Set(features, AnswerFeature.ReverseContainment, words > 0 && r.IndexOf(a) >= 0 ? 1 : 0);
        Set(features, AnswerFeature.LongestRun, at >= 0 ? 1 : Ratio(LongestRun(a, r), expected));
        Places(a, reference, at, features);
        Set(features, AnswerFeature.FirstSentenceRecall, Recall(answer, answer.FirstSentence, reference));
        Set(features, AnswerFeature.HeadRecall, Recall(answer, int.Min(Head, words), reference));
        Trigrams(answer.Plain, reference.Plain, features);
        return Get(features, AnswerFeature.SoftRecall) + (0.5 * Get(features, AnswerFeature.WordPrecision)) + (0.1 * Get(features, AnswerFeature.TrigramRecall));
    }

    /// <summary>A word's weight: names and long words say more than short ones, function words little.</summary>
    private static double Weight(Word word) =>
        word.Is(WordMark.Function) ? 0.1 : word.Is(WordMark.Number) ? 2 : Math.Sqrt(int.Min(word.Letters.Length, 9)) / 2;

    private void Words(FeatureText answer, FeatureText reference, HashSet<int> input, Span<double> features)
    {
        double found = 0, all = 0, content = 0, contents = 0, fresh = 0, freshAll = 0, soft = 0, weights = 0;
        double numbers = 0, numbersAll = 0, dates = 0, datesAll = 0, names = 0, namesAll = 0;
        double weakest = 1;
        double? first = null;
        double last = 0;
        int lookedFor = 0;
        for (int i = 0; i < reference.Words.Count; i++)
        {
            Word word = reference.Words[i];
            bool has = _answerCounts.ContainsKey(word.Number);
            bool isFunction = word.Is(WordMark.Function);
            double near = has ? 1 : isFunction || lookedFor++ >= MostSoft ? 0 : Nearest(word, answer);
            double weight = Weight(word);
            all++;
            found += has ? 1 : 0;
            soft += weight * near;
            weights += weight;
            if (word.Is(WordMark.Number))
            {
                numbersAll++;
                numbers += has ? 1 : 0;
            }

            if (word.Is(WordMark.Year | WordMark.Month))
            {
                datesAll++;
                dates += has ? 1 : 0;
            }

            if (isFunction)
            {
                continue;
            }

            contents++;
            content += has ? 1 : 0;
            namesAll += reference.Capitals[i] ? 1 : 0;
            names += reference.Capitals[i] ? near : 0;
            weakest = Math.Min(weakest, near);
            first ??= near;
            last = near;
            if (!input.Contains(word.Number))
            {
                freshAll += weight;
                fresh += weight * near;
            }
        }

        Set(features, AnswerFeature.WordRecall, Ratio(found, all));
        Set(features, AnswerFeature.ContentRecall, contents == 0 ? Ratio(found, all) : content / contents);
        Set(features, AnswerFeature.SoftRecall, Ratio(soft, weights));
        Set(features, AnswerFeature.NewRecall, freshAll == 0 ? Ratio(soft, weights) : fresh / freshAll);
        Set(features, AnswerFeature.WeakestWord, contents == 0 ? Ratio(found, all) : weakest);
        Set(features, AnswerFeature.FirstWord, first ?? Ratio(found, all));
        Set(features, AnswerFeature.LastWord, contents == 0 ? Ratio(found, all) : last);
        Set(features, AnswerFeature.NameRecall, Ratio(names, namesAll));
        Set(features, AnswerFeature.NumberRecall, Ratio(numbers, numbersAll));
        Set(features, AnswerFeature.DateRecall, Ratio(dates, datesAll));
    }

    /// <summary>How alike the most similar word of the answer is, in [0, 1]; below .6 nothing counts. Numbers are alike only where equal.</summary>
    private static double Nearest(Word word, FeatureText answer)
    {
        string wanted = word.Letters;
        if (wanted.Length < 4 || word.Is(WordMark.Number | WordMark.Month))
        {
            return 0;
        }

        double best = 0.6;
        bool any = false;
        foreach (Word other in answer.Words)
        {
            string letters = other.Letters;
            int longer = int.Max(letters.Length, wanted.Length);
            bool plausible = letters.Length >= 3 && int.Abs(letters.Length - wanted.Length) * 2 <= longer && (letters[0] == wanted[0] || letters[^1] == wanted[^1]);
            if (plausible && !other.Is(WordMark.Number | WordMark.Function))
            {
                double alike = WordSimilarity.Of(wanted, letters);
                any |= alike >= best;
                best = Math.Max(best, alike);
            }
        }

        return any ? best : 0;
    }

    private int Shared(ReadOnlySpan<int> reference)
    {
        _window.Clear();
        int shared = 0;
        foreach (int number in reference)
        {
            int used = _window.GetValueOrDefault(number);
            if (_answerCounts.GetValueOrDefault(number) > used)
            {
                shared++;
                _window[number] = used + 1;
            }
        }

        return shared;
    }

    private static double Recall(FeatureText answer, int head, FeatureText reference)
    {
        double found = 0;
        double all = 0;
        foreach (Word word in reference.Words)
        {
            double weight = Weight(word);
            all += weight;
            for (int i = 0; i < head; i++)
            {
                if (answer.Words[i].Number == word.Number)
                {
                    found += weight;
                    break;
                }
            }
        }

        return Ratio(found, all);
    }

    /// <summary>Where the reference's content words stand: how early, and how close together.</summary>
    private void Places(ReadOnlySpan<int> answer, FeatureText reference, int at, Span<double> features)
    {
        _window.Clear();
        foreach (Word word in reference.Words)
        {
            if (!word.Is(WordMark.Function) && _answerCounts.ContainsKey(word.Number))
            {
                _window[word.Number] = 0;
            }
        }

        int first = at;
        for (int i = 0; first < 0 && i < answer.Length; i++)
        {
            first = _window.ContainsKey(answer[i]) ? i : -1;
        }

        Set(features, AnswerFeature.Earliness, first < 0 ? 0 : 1.0 / (1 + Math.Log(1 + first)));
        Set(features, AnswerFeature.Tightness, at >= 0 ? 1 : _window.Count == 0 ? 0 : (double)_window.Count / SmallestWindow(answer));
    }

    /// <summary>The fewest neighbouring words of the answer among which all words of the window stand.</summary>
    private int SmallestWindow(ReadOnlySpan<int> answer)
    {
        int smallest = answer.Length;
        int missing = _window.Count;
        int start = 0;
        for (int end = 0; end < answer.Length; end++)
        {
            if (_window.TryGetValue(answer[end], out int count))
            {
                missing -= count == 0 ? 1 : 0;
                _window[answer[end]] = count + 1;
            }

            for (; missing == 0; start++)
            {
                smallest = int.Min(smallest, end - start + 1);
                if (_window.TryGetValue(answer[start], out int inside))
                {
                    missing += inside == 1 ? 1 : 0;
                    _window[answer[start]] = inside - 1;
                }
            }
        }

        return smallest;
    }

    /// <summary>The most neighbouring words that stand in both, in their order.</summary>
    private static int LongestRun(ReadOnlySpan<int> answer, ReadOnlySpan<int> reference)
    {
        // The last row of the table of common suffixes; a reference of more words than this is no short answer, and the run says nothing new of it.
        reference = reference[..int.Min(reference.Length, 64)];
        Span<int> row = stackalloc int[65];
        row.Clear();
        int longest = 0;
        foreach (int number in answer)
        {
            for (int j = reference.Length; j > 0; j--)
            {
                row[j] = reference[j - 1] == number ? row[j - 1] + 1 : 0;
                longest = int.Max(longest, row[j]);
            }
        }

        return longest;
    }

    private static void Trigrams(string answer, string reference, Span<double> features)
    {
        Span<int> shared = stackalloc int[3];
        (int inAnswer, int inReference) = OverlapMeasure.Own.CountCharacters(answer, reference, shared);
        // Texts shorter than three characters are compared by as many as they have.
        int order = int.Min(3, int.Min(inAnswer, inReference));
        Set(features, AnswerFeature.TrigramRecall, order == 0 ? 0 : (double)shared[order - 1] / (inReference - order + 1));
        Set(features, AnswerFeature.TrigramPrecision, order == 0 ? 0 : (double)shared[order - 1] / (inAnswer - order + 1));
    }

    private static int Numbers(FeatureText text, ref int[] numbers)
    {
        if (numbers.Length < text.Words.Count)
        {
            numbers = new int[int.Max(text.Words.Count, numbers.Length * 2)];
        }

        for (int i = 0; i < text.Words.Count; i++)
        {
            numbers[i] = text.Words[i].Number;
        }

        return text.Words.Count;
    }

    private static int Max(ReadOnlySpan<int> numbers)
    {
        int max = 0;
        foreach (int number in numbers)
        {
            max = int.Max(max, number);
        }

        return max;
    }

    private static double Ratio(double part, double all) => all == 0 ? 0 : part / all;

    private static void Set(Span<double> features, AnswerFeature feature, double value) => features[(int)feature] = value;

    private static double Get(ReadOnlySpan<double> features, AnswerFeature feature) => features[(int)feature];
}

namespace GenEval.Scoring.Text;

/// <summary>
/// Porter's stemmer with NLTK's extensions, as <c>nltk.stem.PorterStemmer()</c> has them by default.
/// Porter, M. "An algorithm for suffix stripping." Program 14.3 (1980): 130-137.
/// </summary>
internal static partial class PorterStemmer
{
    /// <summary>Stems a word of lower-case ASCII letters and digits in place and returns its new length, which is never greater.</summary>
    public static int Stem(Span<byte> word)
    {
        if (word.Length <= 2)
        {
            return word.Length;
        }

        foreach ((byte[] form, byte[] stem) in s_irregular)
        {
            if (word.SequenceEqual(form))
            {
                stem.CopyTo(word);
                return stem.Length;
            }
        }

        Span<byte> w = word;
        w = Plural(w);
        w = PastAndGerund(w);
        w = FinalY(w);
        w = DoubleSuffix(w);
        w = Replace(w, s_step3, above: 0);
        w = Residual(w);
        w = FinalE(w);
        if (w.EndsWith("ll"u8) && Measure(w[..^1]) > 1)
        {
            w = w[..^1];
        }

        return w.Length;
    }

    // Step 1a; 'dies' becomes 'die' but 'flies' 'fli'.
    private static Span<byte> Plural(Span<byte> w)
    {
        if (w.EndsWith("ies"u8))
        {
            return w.Length == 4 ? w[..^1] : w[..^2];
        }

        return w.EndsWith("sses"u8) ? w[..^2] : w.EndsWith("ss"u8) || !w.EndsWith("s"u8) ? w : w[..^1];
    }

    // Step 1b.
    private static Span<byte> PastAndGerund(Span<byte> w)
    {
        if (w.EndsWith("ied"u8))
        {
            return w.Length == 4 ? w[..^1] : w[..^2];
        }

        if (w.EndsWith("eed"u8))
        {
            return Measure(w[..^3]) > 0 ? w[..^1] : w;
        }

        int suffix = w.EndsWith("ed"u8) ? 2 : w.EndsWith("ing"u8) ? 3 : 0;
        if (suffix == 0 || !HasVowel(w[..^suffix]))
        {
            return w;
        }

        Span<byte> stem = w[..^suffix];
        if (stem.EndsWith("at"u8) || stem.EndsWith("bl"u8) || stem.EndsWith("iz"u8))
        {
            return Append(w, stem.Length, "e"u8);
        }

        if (EndsWithDoubleConsonant(stem))
        {
            return stem[^1] is (byte)'l' or (byte)'s' or (byte)'z' ? stem : stem[..^1];
        }

        return Measure(stem) == 1 && EndsWithShortSyllable(stem) ? Append(w, stem.Length, "e"u8) : stem;
    }

    // Step 1c; NLTK asks for a consonant before the y, and more than that one letter.
    private static Span<byte> FinalY(Span<byte> w)
    {
        if (w.Length > 2 && w[^1] == 'y' && IsConsonant(w, w.Length - 2))
        {
            w[^1] = (byte)'i';
        }

        return w;
    }

    // Step 2; NLTK takes -alli first and runs the result through again, and keeps the l of -logi with the stem.
    private static Span<byte> DoubleSuffix(Span<byte> w)
    {
        while (w.EndsWith("alli"u8) && Measure(w[..^4]) > 0)
        {
            w = w[..^2];
        }

        if (w.EndsWith("logi"u8))
        {
            return Measure(w[..^3]) > 0 ? w[..^1] : w;
        }

        return Replace(w, s_step2, above: 0);
    }

    // Step 4; -ion goes only behind s or t.
    private static Span<byte> Residual(Span<byte> w)
    {
        if (w.EndsWith("ion"u8))
        {
            return Measure(w[..^3]) > 1 && w[^4] is (byte)'s' or (byte)'t' ? w[..^3] : w;
        }

        return Replace(w, s_step4, above: 1);
    }

    // Step 5a.
    private static Span<byte> FinalE(Span<byte> w)
    {
        if (w.Length == 0 || w[^1] != 'e')
        {
            return w;
        }

        int measure = Measure(w[..^1]);
        return measure > 1 || (measure == 1 && !EndsWithShortSyllable(w[..^1])) ? w[..^1] : w;
    }

    /// <summary>Applies the first rule whose suffix the word has, if the rest's measure is above the bound; no later rule is tried.</summary>
    private static Span<byte> Replace(Span<byte> w, (byte[] Suffix, byte[] By)[] rules, int above)
    {
        foreach ((byte[] suffix, byte[] by) in rules)
        {
            if (w.EndsWith(suffix))
            {
                int rest = w.Length - suffix.Length;
                return Measure(w[..rest]) > above ? Append(w, rest, by) : w;
            }
        }

        return w;
    }

    private static Span<byte> Append(Span<byte> w, int length, ReadOnlySpan<byte> suffix)
    {
        suffix.CopyTo(w[length..]);
        return w[..(length + suffix.Length)];
    }
}

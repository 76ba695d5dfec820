using System.Text;

namespace GenEval.Generalization;

/// <summary>
/// Splits UTF-8 into words, each as a 64-bit hash: Python's lower(), then <c>[^a-z0-9 ]</c> separates, as the field's contamination checks do. A word
/// may go on in the next piece. The hash is fixed, so results are the same in every process; what is no UTF-8 separates.
/// </summary>
internal struct WordScanner
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const byte NotAscii = 255;

    // By byte: the lower-case letter or digit, 0 for a separator.
    private static readonly byte[] s_letters = Letters();

    // FNV-1a of the word so far; the basis between words.
    private ulong _hash = Basis;

    public WordScanner()
    {
    }

    /// <summary>The words of a whole text.</summary>
    public static ulong[] Words(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        ulong[] words = new ulong[MostWords(utf8.Length)];
        WordScanner scanner = new();
        int count = scanner.Scan(utf8, words, new int[words.Length]);
        count += scanner.Finish(words.AsSpan(count));
        return words[..count];
    }

    /// <summary>How many words can come out of a piece, the one that <see cref="Finish"/> gives included.</summary>
    public static int MostWords(int bytes) => (bytes / 2) + 2;

    /// <summary>How many bytes at the end of a piece can only be judged with the next: the beginnings of the two letters outside ASCII that lower() takes into it.</summary>
    public static int Undecided(ReadOnlySpan<byte> piece) => piece switch
    {
        [.., 0xC4] or [.., 0xE2] => 1,
        [.., 0xE2, 0x84] => 2,
        _ => 0,
    };

    /// <summary>Writes the words that end in this piece, and where in it they end; returns how many.</summary>
    public int Scan(ReadOnlySpan<byte> piece, Span<ulong> words, Span<int> ends)
    {
        ulong hash = _hash;
        int count = 0;
        byte[] letters = s_letters;
        for (int i = 0; i < piece.Length; i++)
        {
            byte letter = letters[piece[i]];
            if (letter is not (0 or NotAscii))
            {
                hash = (hash ^ letter) * Prime;
                continue;
            }

            if (letter == NotAscii)
            {
                ReadOnlySpan<byte> rest = piece[i..];
                if (rest is [0xE2, 0x84, 0xAA, ..])
                {
                    // U+212A, the Kelvin sign, is a k.
                    hash = (hash ^ (byte)'k') * Prime;
                    i += 2;
                    continue;
                }

                if (rest is [0xC4, 0xB0, ..])
                {
                    // U+0130 becomes an i and a combining dot, which separates.
                    hash = (hash ^ (byte)'i') * Prime;
                    i++;
                }
            }

            if (hash != Basis)
            {
                words[count] = Mix(hash);
                ends[count++] = i;
                hash = Basis;
            }
        }

        _hash = hash;
        return count;
    }

    /// <summary>Ends the text: writes the word that was open, if any, and returns how many that are.</summary>
    public int Finish(Span<ulong> words)
    {
        if (_hash == Basis)
        {
            return 0;
        }

        words[0] = Mix(_hash);
        _hash = Basis;
        return 1;
    }

    /// <summary>MurmurHash3's finalizer.</summary>
    internal static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }

    private static byte[] Letters()
    {
        byte[] letters = new byte[256];
        for (int i = 0; i < letters.Length; i++)
        {
            char lower = char.ToLowerInvariant((char)i);
            letters[i] = i >= 128 ? NotAscii : char.IsAsciiLetterOrDigit(lower) ? (byte)lower : (byte)0;
        }

        return letters;
    }
}

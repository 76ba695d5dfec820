using System.Buffers;

namespace GenEval.Scoring.Text;

/// <summary>
/// Levenshtein's distance of two texts in code points, 64 rows at a time. Myers, G. "A fast bit-vector algorithm for approximate string
/// matching based on dynamic programming." JACM 46.3 (1999), block by block. O(n m / 64) steps, O(n + m) memory.
/// </summary>
internal static class EditDistance
{
    /// <summary>The least number of insertions, deletions and substitutions that turn one sequence into the other.</summary>
    public static int Between(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        _ = SharedEnds.Trim(ref a, ref b);
        return a.IsEmpty ? b.Length : Blocks(a, b);
    }

    /// <summary>The code points of a text; a lone surrogate stands for itself.</summary>
    public static int[] CodePoints(string text)
    {
        int[] points = new int[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            points[count++] = PythonText.CodePoint(text, ref i);
        }

        return count == points.Length ? points : points[..count];
    }

    private static int Blocks(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text)
    {
        // Code points become small numbers, so that a block's matches are one array; 0 stands for all that the pattern lacks.
        Dictionary<int, int> alphabet = [];
        int[] rows = new int[pattern.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            _ = alphabet.TryAdd(pattern[i], alphabet.Count + 1);
            rows[i] = alphabet[pattern[i]];
        }

        int[] columns = new int[text.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = alphabet.GetValueOrDefault(text[j]);
        }

        // What passes from one block's last row to the next block's first, for each column: +1, 0 or -1.
        sbyte[] steps = ArrayPool<sbyte>.Shared.Rent(text.Length);
        steps.AsSpan(0, text.Length).Fill(1);
        ulong[] matches = new ulong[alphabet.Count + 1];
        int distance = 0;
        for (int start = 0; start < rows.Length; start += 64)
        {
            ReadOnlySpan<int> block = rows.AsSpan(start, int.Min(64, rows.Length - start));
            for (int i = 0; i < block.Length; i++)
            {
                matches[block[i]] |= 1UL << i;
            }

            distance = Block(block.Length, columns, matches, steps);
            foreach (int row in block)
            {
                matches[row] = 0;
            }
        }

        // The last row's distances start at the pattern's length and change by its steps.
        int result = rows.Length + distance;
        ArrayPool<sbyte>.Shared.Return(steps);
        return result;
    }

    /// <summary>Runs up to 64 rows over all columns; updates the steps to those of its last row and returns their sum.</summary>
    private static int Block(int height, int[] columns, ulong[] matches, sbyte[] steps)
    {
        ulong last = 1UL << (height - 1);
        ulong up = ulong.MaxValue;
        ulong down = 0;
        int sum = 0;
        for (int j = 0; j < columns.Length; j++)
        {
            int step = steps[j];
            ulong match = matches[columns[j]];
            ulong vertical = match | down;
            match |= step < 0 ? 1UL : 0;
            ulong horizontal = (((match & up) + up) ^ up) | match;
            ulong plus = down | ~(horizontal | up);
            ulong minus = up & horizontal;
            int next = (plus & last) != 0 ? 1 : (minus & last) != 0 ? -1 : 0;
            plus = (plus << 1) | (step > 0 ? 1UL : 0);
            minus = (minus << 1) | (step < 0 ? 1UL : 0);
            up = minus | ~(vertical | plus);
            down = plus & vertical;
            steps[j] = (sbyte)next;
            sum += next;
        }

        return sum;
    }
}

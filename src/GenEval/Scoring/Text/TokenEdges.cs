using System.Numerics;

namespace GenEval.Scoring.Text;

/// <summary>
/// Walks the tokens of a text whose separators are marked, a bit a character: from edge to edge, without looking at the characters between.
/// </summary>
/// <param name="separators">A set bit is a separator; the bits behind the text's end are set, at least one.</param>
internal ref struct TokenEdges(ReadOnlySpan<ulong> separators)
{
    private readonly ReadOnlySpan<ulong> _separators = separators;
    private ulong _edges = separators[0] ^ ((separators[0] << 1) | 1);
    private int _word;

    /// <summary>The next token's first character and the one behind its last; false at the end.</summary>
    public bool Next(out int start, out int end)
    {
        end = 0;
        return Edge(out start) && Edge(out end);
    }

    private bool Edge(out int at)
    {
        while (_edges == 0)
        {
            if (++_word >= _separators.Length)
            {
                at = 0;
                return false;
            }

            _edges = _separators[_word] ^ ((_separators[_word] << 1) | (_separators[_word - 1] >> 63));
        }

        at = (_word * 64) + BitOperations.TrailingZeroCount(_edges);
        _edges &= _edges - 1;
        return true;
    }
}

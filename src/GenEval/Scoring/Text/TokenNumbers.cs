using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenEval.Scoring.Text;

/// <summary>
/// Numbers the tokens of a pair of texts: equal tokens have equal numbers. Keeps its buffers; not safe for several threads.
/// </summary>
internal sealed class TokenNumbers
{
    // A random factor: nobody can prepare tokens that collide. No number depends on it.
    private readonly ulong _factor = (ulong)Random.Shared.NextInt64() | 1;
    private Entry[] _table = new Entry[1 << 8];
    private Token[] _tokens = new Token[1 << 7];
    private char[] _characters = new char[1 << 10];
    private ulong[] _spaces = [];
    private int _distinct;
    private int _used;
    private int _epoch;

    /// <summary>How many different tokens there are since <see cref="Begin"/>; their numbers go from 0 to below it.</summary>
    public int Count => _distinct;

    /// <summary>Forgets the tokens of the pair before.</summary>
    public void Begin()
    {
        if (++_epoch == int.MaxValue)
        {
            Array.Clear(_table);
            _epoch = 1;
        }

        _distinct = 0;
        _used = 0;
    }

    /// <summary>
    /// Splits a text at what Python calls white space, writes its tokens' numbers to <paramref name="numbers"/>, which grows as
    /// needed, and returns how many there are.
    /// </summary>
    public int Read(ReadOnlySpan<char> text, ref int[] numbers)
    {
        if (numbers.Length < (text.Length + 1) / 2)
        {
            numbers = new int[int.Max(text.Length, 256)];
        }

        int count = 0;
        TokenEdges edges = new(SpaceMap.Fill(text, ref _spaces));
        while (edges.Next(out int start, out int end))
        {
            numbers[count++] = Number(text[start..end]);
        }

        return count;
    }

    private int Number(ReadOnlySpan<char> token)
    {
        int hash = Hash(token);
        int mask = _table.Length - 1;
        int slot = hash & mask;
        while (_table[slot].Epoch == _epoch)
        {
            if (_table[slot].Hash == hash && token.SequenceEqual(Characters(_tokens[_table[slot].Number])))
            {
                return _table[slot].Number;
            }

            slot = (slot + 1) & mask;
        }

        _table[slot] = new Entry(hash, _distinct, _epoch);
        Keep(token, hash);
        return _distinct++;
    }

    /// <summary>Four characters at a time; the last four may overlap those before.</summary>
    private int Hash(ReadOnlySpan<char> token)
    {
        ulong hash = (ulong)token.Length;
        if (token.Length < 4)
        {
            hash ^= ((ulong)token[0] << 16) | ((ulong)token[token.Length / 2] << 32) | ((ulong)token[^1] << 48);
        }
        else
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(token);
            for (; bytes.Length > 8; bytes = bytes[8..])
            {
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * _factor;
                hash ^= hash >> 32;
            }

            hash ^= BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.AsBytes(token[^4..]));
        }

        return (int)((hash * _factor) >> 33);
    }

    private ReadOnlySpan<char> Characters(Token token) => _characters.AsSpan(token.Start, token.Length);

    private void Keep(ReadOnlySpan<char> token, int hash)
    {
        if (_characters.Length < _used + token.Length)
        {
            Array.Resize(ref _characters, (_used + token.Length) * 2);
        }

        if (_tokens.Length == _distinct)
        {
            Array.Resize(ref _tokens, _distinct * 2);
        }

        token.CopyTo(_characters.AsSpan(_used));
        _tokens[_distinct] = new Token(_used, token.Length, hash);
        _used += token.Length;
        if ((_distinct + 1) * 2 > _table.Length)
        {
            Grow();
        }
    }

    private void Grow()
    {
        _table = new Entry[_table.Length * 2];
        int mask = _table.Length - 1;
        for (int number = 0; number <= _distinct; number++)
        {
            int slot = _tokens[number].Hash & mask;
            while (_table[slot].Epoch == _epoch)
            {
                slot = (slot + 1) & mask;
            }

            _table[slot] = new Entry(_tokens[number].Hash, number, _epoch);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private record struct Entry(int Hash, int Number, int Epoch);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Token(int Start, int Length, int Hash);
}

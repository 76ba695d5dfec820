using System.Runtime.InteropServices;
using System.Text;

namespace GenEval.Suites;

/// <summary>
/// One string for each distinct run of UTF-8 bytes, found without decoding: a million records of ten tasks hold ten task names.
/// Bounded, so that a column of distinct texts costs no memory: what does not fit is decoded and not kept.
/// </summary>
internal sealed class Utf8StringPool(int capacity = 1 << 15, int longest = 4096)
{
    private readonly List<Entry> _entries = [];
    private int[] _buckets = new int[256];

    public string Intern(ReadOnlySpan<byte> utf8) => Intern(utf8, out _);

    /// <summary>The text, and its number from 0 in order of first appearance; -1 where it is not kept.</summary>
    public string Intern(ReadOnlySpan<byte> utf8, out int id)
    {
        uint hash = Hash(utf8);
        ReadOnlySpan<Entry> entries = CollectionsMarshal.AsSpan(_entries);
        for (int i = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; i >= 0; i = entries[i].Next)
        {
            ref readonly Entry entry = ref entries[i];
            if (entry.Hash == hash && utf8.SequenceEqual(entry.Utf8))
            {
                id = i;
                return entry.Text;
            }
        }

        string text = Encoding.UTF8.GetString(utf8);
        id = _entries.Count < capacity && utf8.Length <= longest ? Add(hash, utf8.ToArray(), text) : -1;
        return text;
    }

    private int Add(uint hash, byte[] utf8, string text)
    {
        if (_entries.Count >= _buckets.Length)
        {
            Grow();
        }

        ref int bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _entries.Add(new(hash, utf8, text, bucket - 1));
        return (bucket = _entries.Count) - 1;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 4];
        Span<Entry> entries = CollectionsMarshal.AsSpan(_entries);
        for (int i = 0; i < entries.Length; i++)
        {
            ref int bucket = ref _buckets[entries[i].Hash & (uint)(_buckets.Length - 1)];
            entries[i] = entries[i] with { Next = bucket - 1 };
            bucket = i + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        HashCode hash = new();
        hash.AddBytes(utf8);
        return (uint)hash.ToHashCode();
    }

    private readonly record struct Entry(uint Hash, byte[] Utf8, string Text, int Next);
}

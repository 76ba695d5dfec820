namespace GenEval.Generalization;

/// <summary>Names to small numbers, and their ordinal ranks, so that nothing computed depends on the order in which records arrived.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public int Count => _names.Count;

    public string this[int index] => _names[index];

    public int Index(string name)
    {
        if (!_indices.TryGetValue(name, out int index))
        {
            index = _names.Count;
            _indices.Add(name, index);
            _names.Add(name);
        }

        return index;
    }

    /// <summary>For each index, its place in the ordinal order of all names.</summary>
    public int[] Ranks()
    {
        int[] order = [.. Enumerable.Range(0, _names.Count)];
        Array.Sort(order, (a, b) => string.CompareOrdinal(_names[a], _names[b]));
        int[] ranks = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return ranks;
    }
}

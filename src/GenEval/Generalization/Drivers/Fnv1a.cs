namespace GenEval.Generalization.Drivers;

/// <summary>FNV-1a, 64 bits: the same in every process, as string hash codes are not.</summary>
internal static class Fnv1a
{
    public static ulong Hash(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace GenEval.Scoring.Learned;

/// <summary>
/// What a scorer remembers of its training items: a hash of each (to tell when it is tested on them), and the words of their prompts' instructions (to
/// tell when a task is unlike all of them). No text can be read out of it.
/// </summary>
public sealed record TrainingItems
{
    /// <summary>Eight bytes for each item, ascending, little-endian.</summary>
    public required byte[] Hashes { get; init; }

    /// <summary>Eight bytes for each word of an instruction, the same way.</summary>
    public required byte[] Words { get; init; }

    /// <summary>The greatest share of new words that an instruction may have before its task counts as new to the scorer, in [0, 1].</summary>
    public required double MostNewWords { get; init; }

    /// <summary>The hash of an item: its input and its references; the answer does not count.</summary>
    public static ulong HashOf(in ScoringItem item)
    {
        StringBuilder text = new();
        Append(text, item.Input ?? "");
        foreach (string reference in item.References.Order(StringComparer.Ordinal))
        {
            Append(text, reference);
        }

        return Hash(text.ToString());
    }

    /// <summary>The hashes of the content words of an instruction.</summary>
    public static ISet<ulong> WordsOf(string? instruction)
    {
        FeatureText text = new();
        text.Read(instruction is { Length: > AnswerFeatures.LongestText } ? instruction[..AnswerFeatures.LongestText] : instruction ?? "", new WordBook());
        return text.Words.Where(word => !word.Is(WordMark.Function)).Select(word => Hash(word.Letters)).ToHashSet();
    }

    /// <summary>Packs hashes as the file has them.</summary>
    public static byte[] Pack(IEnumerable<ulong> hashes)
    {
        ulong[] sorted = [.. hashes.Distinct().Order()];
        byte[] bytes = new byte[sorted.Length * sizeof(ulong)];
        for (int i = 0; i < sorted.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), sorted[i]);
        }

        return bytes;
    }

    /// <summary>The hashes in what <see cref="Pack"/> packed.</summary>
    public static HashSet<ulong> Unpack(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        HashSet<ulong> hashes = [];
        for (int at = 0; at + sizeof(ulong) <= bytes.Length; at += sizeof(ulong))
        {
            _ = hashes.Add(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
        }

        return hashes;
    }

    private static void Append(StringBuilder text, string part) => text.Append(part.Length).Append(':').Append(part);

    private static ulong Hash(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(utf8));
    }
}

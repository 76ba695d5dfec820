using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization.Drivers;

/// <summary>An answer as numbers.</summary>
/// <param name="Key">Its place in the random order of all answers; the same for the same answer in every run.</param>
/// <param name="Cell">Where it stands, and its score.</param>
/// <param name="Traits">Its features by <see cref="DriverFeature"/>; null where one is not known.</param>
/// <param name="Instruction">What is known of its instruction's words; null without a text.</param>
internal sealed record DriverRow(ulong Key, Cell Cell, double?[] Traits, InstructionTraits? Instruction);

/// <summary>
/// A random part of the scored answers, without their texts: the <see cref="Most"/> whose keys, hashes of what they are, are least. So it takes bounded
/// memory, does not depend on the order of the records, and only what enters is looked at closely.
/// </summary>
internal sealed class DriverSample
{
    /// <summary>Answers beyond this many add tasks rarely and precision little.</summary>
    public const int Most = 10_000;

    private readonly PriorityQueue<DriverRow, ulong> _rows = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
    private readonly Dictionary<string, InstructionTraits> _instructions = new(StringComparer.Ordinal);

    /// <summary>The part so far, in the order of the keys.</summary>
    public IReadOnlyList<DriverRow> Rows => [.. _rows.UnorderedItems.Select(r => r.Element).OrderBy(r => r.Key).ThenBy(r => r.Cell.Score)];

    public void Add(EvaluationRecord record, in RecordIdentity key, in Cell cell)
    {
        if (cell.Score is null || cell.Answer is not { } answer)
        {
            return;
        }

        // A running number in place of an id depends on the order of the records; the answer does not.
        ulong place = Fnv1a.Hash(record.Task) ^ (Fnv1a.Hash(key.Instruction) * 3) ^ (Fnv1a.Hash(key.CanPair ? key.Instance : "") * 5) ^ (answer * 7);
        place = new ReplicateStream(0, (long)place).Next();
        if (_rows.Count == Most && _rows.TryPeek(out _, out ulong greatest) && place >= greatest)
        {
            return;
        }

        DriverRow row = new(place, cell, DriverTraits.Of(record), Instruction(record.InstructionText));
        if (_rows.Count < Most)
        {
            _rows.Enqueue(row, place);
        }
        else
        {
            _ = _rows.EnqueueDequeue(row, place);
        }
    }

    private InstructionTraits? Instruction(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!_instructions.TryGetValue(text, out InstructionTraits? known))
        {
            // Texts of rows that have left the sample are not kept for ever.
            if (_instructions.Count > 2 * Most)
            {
                _instructions.Clear();
            }

            _instructions[text] = known = InstructionTraits.Of(text);
        }

        return known;
    }
}

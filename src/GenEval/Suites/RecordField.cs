using System.Collections.Frozen;

namespace GenEval.Suites;

/// <summary>The fields of a record that have a meaning here; everything else is kept as it came.</summary>
internal enum RecordField : byte
{
    Extra,
    Suite,
    Model,
    Task,
    Category,
    Novelty,
    Instruction,
    InstructionText,
    InstructionNovelty,
    Instance,
    InstanceNovelty,
    Input,
    References,
    Reference,
    Output,
    Repeat,
    Status,
    Finish,
    Error,
    Scores,
    Labels,
    Rating,
    RatingScale,
    Metric,
}

/// <summary>What a column or key stands for.</summary>
/// <param name="Field">The field, or <see cref="RecordField.Extra"/>.</param>
/// <param name="Name">The score's or label's name, for <c>scores.NAME</c> and <c>labels.NAME</c>.</param>
/// <param name="IsMapped">Whether the user said so; then numbers are taken for texts and one text for a list, as other tools write them.</param>
internal readonly record struct FieldTarget(RecordField Field, string? Name = null, bool IsMapped = false);

internal static class RecordFields
{
    /// <summary>The names as files write them, in the order in which they are written.</summary>
    public static readonly FrozenDictionary<string, RecordField> ByName = Enum.GetValues<RecordField>()
        .Where(field => field != RecordField.Extra).ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The names that hold one value each: all but <c>scores</c> and <c>labels</c>.</summary>
    public static IEnumerable<string> Assignable => Enum.GetValues<RecordField>()
        .Where(f => f is not (RecordField.Extra or RecordField.Scores or RecordField.Labels)).Select(NameOf);

    public static string NameOf(RecordField field)
    {
        string name = field.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The target of a name such as <c>output</c> or <c>scores.exact</c>, or null where it is none.</summary>
    public static FieldTarget? Find(string name, bool mapped = false)
    {
        if (ByName.TryGetValue(name, out RecordField field))
        {
            return new(field, IsMapped: mapped);
        }

        return Nested(name, "scores.", RecordField.Scores, mapped) ?? Nested(name, "labels.", RecordField.Labels, mapped);
    }

    private static FieldTarget? Nested(string name, string prefix, RecordField field, bool mapped) =>
        name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) ? new(field, name[prefix.Length..], mapped) : null;
}

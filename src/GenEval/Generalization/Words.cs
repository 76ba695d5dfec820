using System.Globalization;

namespace GenEval.Generalization;

/// <summary>Numbers and names as sentences say them; the same in every culture.</summary>
internal static class Words
{
    public static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    public static string Range(Statistics.Interval? interval) => interval is { } i ? $"{Number(i.Lower)} to {Number(i.Upper)}" : "no interval";

    /// <summary>The member name of the contract: camel case.</summary>
    public static string Name<T>(T value) where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    public static string Phrase(LevelKind level) => level switch
    {
        LevelKind.Recall => "training inputs of its own tasks",
        LevelKind.IntraTask => "new inputs of its own tasks",
        LevelKind.Instruction => "new wordings of its own tasks",
        LevelKind.InterTask => "tasks it was never tuned on",
        _ => "records without labels",
    };

    public static string List(IEnumerable<string> items) => string.Join(", ", items);
}

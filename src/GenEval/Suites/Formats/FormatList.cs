namespace GenEval.Suites.Formats;

/// <summary>All formats of other tools and benchmarks; a new one is a class in this folder and a line here.</summary>
public static class FormatList
{
    /// <summary>The code of the warning that only a part of a log could be read; an import then exits with 3.</summary>
    public const string PartialImport = ImportContext.PartialImport;

    /// <summary>The format goes by the content.</summary>
    public const string Auto = "auto";

    /// <summary>GenEval's own records, as JSON Lines or a table.</summary>
    public const string Records = "records";

    // The first that recognizes a file reads it: the particular ones stand before those that only go by column names.
    private static readonly IFormat[] s_formats =
    [
        new InspectFormat(), new LmEvalFormat(), new PromptfooFormat(), new PromptfooCsvFormat(), new OpenAiEvalsFormat(), new HelmFormat(), new MeaiFormat(),
        new NaturalInstructionsFormat(isSuper: true), new NaturalInstructionsFormat(isSuper: false), new BigBenchHardFormat(), new SelfInstructFormat(), new FlanFormat(), new ChatFormat(),
        new AlpacaFormat(), new AnswersFormat(), new TableFormat(),
    ];

    /// <summary>The formats, as <c>--from</c> names them.</summary>
    public static IReadOnlyList<FormatInfo> All { get; } = [.. s_formats.Select(format => format.Info).DistinctBy(info => info.Name)];

    /// <summary>The format that recognizes a file, or null.</summary>
    internal static IFormat? Recognize(FileProbe probe) => s_formats.FirstOrDefault(format => format.Recognizes(probe));

    /// <summary>The format whose logs a file belongs to without holding answers itself, or null.</summary>
    internal static IFormat? CompanionOf(FileProbe probe) =>
        s_formats.FirstOrDefault(format => format is ILogFormat log ? log.IsCompanion(probe) : ((IBenchmarkFormat)format).IsCompanion(probe));

    /// <summary>The readers of a name; hyphens and case do not matter.</summary>
    /// <exception cref="GenEvalException">There is no such format.</exception>
    internal static IReadOnlyList<IFormat> Named(string name)
    {
        string plain = name.Replace('-', '_');
        IFormat[] named = [.. s_formats.Where(format => format.Info.Name.Equals(plain, StringComparison.OrdinalIgnoreCase))];
        return named.Length > 0 ? named : throw new GenEvalException($"--from {name}: there is no such format.")
        {
            Id = "FormatUnknown",
            Action = $"The formats are {Auto}, {Records}, {string.Join(", ", All.Select(info => info.Name))}.",
        };
    }
}

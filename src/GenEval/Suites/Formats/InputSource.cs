namespace GenEval.Suites.Formats;

/// <summary>A file to be read, and how; a null format means records of our own.</summary>
internal readonly record struct InputSource(string Path, IFormat? Format);

/// <summary>Finds out what the files are that a path names: one, or all in a folder.</summary>
internal static class InputSources
{
    private static readonly string[] s_data = [".json", ".jsonl", ".csv", ".tsv", ".eval", ".gz"];

    // Where a tool writes the same run in several ways, the richest is read.
    private static readonly string[] s_richest = [".eval", ".json", ".jsonl", ".csv", ".tsv"];

    public static IReadOnlyList<InputSource> Of(string path, ImportContext context) => Directory.Exists(path) ? OfFolder(path, context) : [OfFile(path, context.Options)];

    private static InputSource OfFile(string path, RecordReadOptions options)
    {
        if (!CanReadTwice(path))
        {
            return new(path, null);
        }

        FileProbe probe = FileProbe.Of(path);
        if (Choose(probe, options, out IFormat? format))
        {
            return new(path, format);
        }

        if (probe.Members is not null)
        {
            throw new GenEvalException($"{path}: a zip archive of no known tool; it holds {Quote.List(probe.Members)}.") { Id = "FormatUnknown", Action = "Unpack it and name what is in it." };
        }

        // What is nothing else is read as records: that reader says best what is wrong with it.
        return FormatList.CompanionOf(probe) is { } owner
            ? throw new GenEvalException($"{path}: this file of {owner.Info.Name} holds totals or names, and no answers.") { Id = "NoAnswers", Action = "Name the folder that it is in." }
            : new(path, null);
    }

    private static List<InputSource> OfFolder(string folder, ImportContext context)
    {
        List<InputSource> sources = [];
        List<string> leftOut = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !IsHidden(folder, file)).Order(StringComparer.Ordinal))
        {
            FileProbe probe = FileProbe.Of(file);
            if (FormatList.CompanionOf(probe) is not null)
            {
                continue;
            }

            if (Choose(probe, context.Options, out IFormat? format))
            {
                sources.Add(new(file, format));
            }
            else if (s_data.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            {
                leftOut.Add(Path.GetRelativePath(folder, file));
            }
        }

        if (sources.Count == 0)
        {
            throw NothingIn(folder);
        }

        if (leftOut.Count > 0)
        {
            context.Warn("filesLeftOut", FormattableString.Invariant($"{leftOut.Count} files in {folder} are of no known format and were left out: {Quote.List(leftOut)}."));
        }

        return WithoutTwins(sources, folder, context);
    }

    private static bool Choose(FileProbe probe, RecordReadOptions options, out IFormat? format)
    {
        format = null;
        if (options.From != FormatList.Auto)
        {
            IReadOnlyList<IFormat> named = options.From == FormatList.Records ? [] : FormatList.Named(options.From);
            format = named.FirstOrDefault(f => f.Recognizes(probe)) ?? (named.Count > 0 ? named[0] : null);
            return true;
        }

        if (IsRecords(probe))
        {
            return true;
        }

        format = FormatList.Recognize(probe);

        // Whoever maps a column to the output says that these are records of other column names.
        bool isPlain = format is TableFormat or AnswersFormat or AlpacaFormat or FlanFormat or ChatFormat;
        if (isPlain && (options.Map?.Targets.Any(pair => pair.Target.Field == RecordField.Output) ?? false))
        {
            format = null;
        }
        else if (format is null)
        {
            return false;
        }

        return true;
    }

    private static bool IsRecords(FileProbe probe)
    {
        if (TableRows.IsTable(probe.Path))
        {
            string[] columns = [.. probe.FirstLine.Split(',', ';', '\t').Select(name => name.Trim('"', ' '))];
            return columns.Contains("task", StringComparer.Ordinal) && (columns.Contains("output", StringComparer.Ordinal) || columns.Contains("status", StringComparer.Ordinal));
        }

        return !probe.IsList && probe.Has("task") && probe.HasAny("output", "status");
    }

    private static List<InputSource> WithoutTwins(List<InputSource> sources, string folder, ImportContext context)
    {
        List<InputSource> kept = [];
        foreach (IGrouping<(string?, string, string?), InputSource> twins in sources.GroupBy(s => (Path.GetDirectoryName(s.Path), FileProbe.Stem(s.Path), s.Format?.Info.Name)))
        {
            InputSource[] ordered = [.. twins.OrderBy(s => Array.IndexOf(s_richest, Path.GetExtension(s.Path).ToLowerInvariant())).ThenBy(s => s.Path, StringComparer.Ordinal)];
            kept.Add(ordered[0]);
            if (ordered.Length > 1)
            {
                context.Warn("sameLogTwice", $"{folder} holds {Quote.List(ordered.Select(s => Path.GetFileName(s.Path)))}: one log in several formats; the first was read.");
            }
        }

        return kept;
    }

    // What comes through a pipe can be read once, and is taken for records.
    private static bool CanReadTwice(string path)
    {
        using FileStream file = InputFile.OpenFile(path);
        return file.CanSeek;
    }

    private static bool IsHidden(string folder, string file) =>
        Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.'));

    private static GenEvalException NothingIn(string folder)
    {
        string[] names = [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
        return new($"{folder}: this folder is no suite (it has no suite.json) and holds no log or benchmark of a known format; it holds {(names.Length == 0 ? "nothing" : Quote.List(names))}.")
        {
            Id = "PathIsFolder",
            Action = "Name a records file, or the format with --from.",
        };
    }
}

namespace GenEval.Suites;

/// <summary>Opens what a user named: a file, gzip or not (its first bytes say), or <c>-</c>. What cannot be opened is explained.</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    public static Stream Open(string path, RecordReadOptions options)
    {
        Stream stream = path == StandardInput ? options.StandardInput ?? Console.OpenStandardInput() : OpenFile(path);
        return Unpack(new PeekStream(stream, path, options.BytesRead), path);
    }

    /// <summary>The stream, decompressed where its first bytes say that it is gzip.</summary>
    public static Stream Unpack(PeekStream stream, string name)
    {
        ReadOnlySpan<byte> head = stream.Peek();
        if (head is [0x1F, 0x8B, ..])
        {
            return new GzipInput(stream);
        }

        if (head.Length > 0 && name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream.Dispose();
            throw new SuiteFormatException("the name ends in .gz, but the content is not gzip.", name) { Action = "Compress it with gzip, or take .gz off its name." };
        }

        return stream;
    }

    public static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NoSuchPath(path);
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw IsFolder(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new GenEvalException($"{path}: no permission to read it.", e) { Id = "AccessDenied", Action = "Give yourself read access to the file and to its folders." };
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new GenEvalException($"{path}: cannot be opened: {e.Message}", e) { Id = "PathInvalid" };
        }
    }

    /// <summary>Nothing of that name; the message says what its folder holds that is like it.</summary>
    public static GenEvalException NoSuchPath(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        string name = Path.GetFileName(path);
        if (!Directory.Exists(folder))
        {
            return new($"{path}: there is no folder {folder}.") { Id = "PathNotFound", Action = "Check the path." };
        }

        string[] names = Names(folder);
        string[] near = [.. names.Select(n => (Name: n, Distance: Nearness(n, name))).Where(n => n.Distance * 3 <= name.Length).OrderBy(n => n.Distance)
            .ThenBy(n => n.Name, StringComparer.Ordinal).Select(n => n.Name).Take(3)];
        return new($"{path}: there is no such file or folder; {folder} holds {(names.Length == 0 ? "nothing" : Quote.List(names))}.")
        {
            Id = "PathNotFound",
            Action = near.Length > 0 ? "Did you mean " + string.Join(" or ", near.Select(n => Path.Combine(Path.GetDirectoryName(path) ?? "", n))) + "?" : "Check the path.",
        };
    }

    private static GenEvalException IsFolder(string path)
    {
        string[] names = Names(path);
        return new($"{path}: this is a folder, and a file was expected; it holds {(names.Length == 0 ? "nothing" : Quote.List(names))}.")
        {
            Id = "PathIsFolder",
            Action = "Name one of its files.",
        };
    }

    private static string[] Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal).Take(1000)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int Nearness(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? diagonal : diagonal + 1;
                (diagonal, row[j]) = (row[j], Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[b.Length];
    }
}

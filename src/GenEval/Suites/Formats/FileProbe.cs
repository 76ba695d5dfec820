using System.Text;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>What can be told of a file from its beginning: the members of a zip archive, the keys of the first JSON object, or the first line.</summary>
internal sealed class FileProbe
{
    private const int Length = 1 << 18;

    private readonly Dictionary<string, HashSet<string>> _nested = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    private FileProbe(string path)
    {
        Path = path;
        string name = System.IO.Path.GetFileName(path);
        Name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
    }

    /// <summary>A file's name without <c>.gz</c> and the ending before it.</summary>
    public static string Stem(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return System.IO.Path.GetFileNameWithoutExtension(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name);
    }

    public string Path { get; }

    /// <summary>The file's name, without <c>.gz</c>.</summary>
    public string Name { get; }

    /// <summary>The names of a zip archive's members; null for other files.</summary>
    public IReadOnlyList<string>? Members { get; private set; }

    /// <summary>Whether the file begins with a JSON object, or a list of them.</summary>
    public bool IsJson { get; private set; }

    /// <summary>Whether that object is the first of a list.</summary>
    public bool IsList { get; private set; }

    /// <summary>The first line, for files that are no JSON.</summary>
    public string FirstLine { get; private set; } = "";

    public static FileProbe Of(string path)
    {
        FileProbe probe = new(path);
        byte[] head = new byte[Length];
        int read;
        using (Stream stream = InputFile.Open(path, new()))
        {
            read = ReadHead(stream, head);
        }

        ReadOnlySpan<byte> text = head.AsSpan(0, read);
        if (text.StartsWith("PK\x03\x04"u8) || text.StartsWith("PK\x05\x06"u8))
        {
            using ZipContent zip = new(path, bytesRead: null);
            probe.Members = [.. zip.Members.Select(member => member.Name)];
            return probe;
        }

        text = text.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }) ? text[3..] : text;
        ReadOnlySpan<byte> trimmed = text.TrimStart(" \t\r\n"u8);
        if (trimmed is [(byte)'{' or (byte)'[', ..])
        {
            probe.IsJson = true;
            probe.Scan(trimmed);
        }
        else
        {
            int end = text.IndexOf((byte)'\n');
            probe.FirstLine = Encoding.UTF8.GetString(end < 0 ? text : text[..end]).TrimEnd('\r');
        }

        return probe;
    }

    /// <summary>The keys of the first object.</summary>
    public IReadOnlySet<string> Keys => _keys;

    /// <summary>Whether the first object has all these keys.</summary>
    public bool Has(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (!_keys.Contains(key))
            {
                return false;
            }
        }

        return IsJson;
    }

    public bool HasAny(params IEnumerable<string> keys) => IsJson && keys.Any(_keys.Contains);

    /// <summary>Whether the object (or the first object of the list) under a key has a key.</summary>
    public bool HasNested(string key, string nested) => _nested.TryGetValue(key, out HashSet<string>? keys) && keys.Contains(nested);

    private static int ReadHead(Stream stream, byte[] head)
    {
        int read = 0;
        try
        {
            for (int n; read < head.Length && (n = stream.Read(head, read, head.Length - read)) > 0;)
            {
                read += n;
            }
        }
        catch (InvalidDataException)
        {
            // The reader will say what is wrong; the beginning may be enough to know which one it is.
        }

        return read;
    }

    private void Scan(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader reader = new(text, isFinalBlock: false, new JsonReaderState(new() { AllowMultipleValues = true, MaxDepth = 256 }));
        IsList = text[0] == '[';
        int depth = IsList ? 2 : 1;
        string key = "";
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth - 1))
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth)
                {
                    key = Encoding.UTF8.GetString(reader.ValueSpan);
                    _keys.Add(key);
                }
                else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth <= depth + 2)
                {
                    if (!_nested.TryGetValue(key, out HashSet<string>? nested))
                    {
                        _nested.Add(key, nested = new(StringComparer.Ordinal));
                    }

                    nested.Add(Encoding.UTF8.GetString(reader.ValueSpan));
                }
            }
        }
        catch (JsonException)
        {
            // As far as it could be read.
        }
    }
}

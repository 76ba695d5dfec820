using System.Text;
using System.Text.Json;

namespace GenEval.Suites;

/// <summary>A task (or pattern) that was tuned on, with its category where the file says it.</summary>
internal readonly record struct SeenEntry(string Name, string? Category = null);

/// <summary>Task names out of a file that somebody already has: a list, a split, a tuning mixture.</summary>
internal static class SeenFile
{
    private static readonly string[] s_listKeys = ["seen", "train", "tasks"];
    private static readonly string[] s_nameKeys = ["task", "task_name", "id", "name"];
    private static readonly string[] s_categoryKeys = ["category", "cluster", "Categories"];

    public static IEnumerable<SeenEntry> Read(string path)
    {
        RecordReadOptions options = new();
        using Stream stream = InputFile.Open(path, options);
        using Utf8LineReader lines = new(stream, path, options.MaxLineBytes);
        HashSet<SeenEntry> names = [];
        StringBuilder? document = null;
        while (lines.TryRead(out ReadOnlySpan<byte> utf8))
        {
            string line = Encoding.UTF8.GetString(utf8).Trim();
            if (document is not null)
            {
                document.Append('\n').Append(line);
            }
            else if (line is ['[', ..] || (line is ['{', ..] && (names.Count == 0 && !IsObject(line))))
            {
                document = new(line);
            }
            else if (line is ['{', ..])
            {
                names.Add(EntryOf(line, path, lines.Line));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                names.Add(new(line));
            }
        }

        return document is null ? names : ListOf(document.ToString(), path);
    }

    private static bool IsObject(string line)
    {
        try
        {
            JsonElement value = JsonElement.Parse(line);
            return !s_listKeys.Any(key => value.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static SeenEntry EntryOf(string line, string path, long number)
    {
        try
        {
            JsonElement value = JsonElement.Parse(line);
            foreach (string key in s_nameKeys)
            {
                if (value.TryGetProperty(key, out JsonElement name) && name.ValueKind == JsonValueKind.String)
                {
                    return new(name.GetString()!, CategoryOf(value));
                }
            }
        }
        catch (JsonException e)
        {
            throw new SuiteFormatException("not valid JSON: " + e.Message, path, number, innerException: e);
        }

        throw new SuiteFormatException("the object names no task.", path, number) { Action = "A key 'task', 'task_name', 'id' or 'name' with a text is expected." };
    }

    private static string? CategoryOf(JsonElement value)
    {
        foreach (string key in s_categoryKeys)
        {
            if (value.TryGetProperty(key, out JsonElement category))
            {
                JsonElement first = category.ValueKind == JsonValueKind.Array && category.GetArrayLength() > 0 ? category[0] : category;
                return first.ValueKind == JsonValueKind.String ? first.GetString() : null;
            }
        }

        return null;
    }

    private static IEnumerable<SeenEntry> ListOf(string text, string path)
    {
        try
        {
            JsonElement value = JsonElement.Parse(text);
            if (value.ValueKind == JsonValueKind.Object)
            {
                string key = s_listKeys.FirstOrDefault(k => value.TryGetProperty(k, out _)) ?? "";
                value = key.Length > 0 ? value.GetProperty(key) : value;
            }

            if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            {
                return [.. value.EnumerateArray().Select(e => new SeenEntry(e.GetString()!))];
            }
        }
        catch (JsonException e)
        {
            throw new SuiteFormatException("not valid JSON: " + e.Message, path, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, e);
        }

        throw new SuiteFormatException("an array of task names was expected, or an object with one under 'seen', 'train' or 'tasks'.", path)
        {
            Action = "Plain lines with one task name each also do.",
        };
    }
}

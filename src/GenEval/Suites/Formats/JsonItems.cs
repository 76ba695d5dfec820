using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>The objects of a file that is one list of them or has one a line (or one after the other), one at a time.</summary>
internal static class JsonItems
{
    /// <exception cref="TruncatedException">While enumerating: the file ends within an object.</exception>
    public static IEnumerable<(Dictionary<string, JsonElement> Parts, RecordOrigin Origin)> Read(string file, RecordReadOptions options, IReadOnlySet<string>? wanted = null)
    {
        using Stream stream = InputFile.Open(file, options);
        using JsonCursor json = new(stream, file, options.MaxLineBytes);
        while (json.Read())
        {
            if (json.Token == JsonTokenType.StartObject)
            {
                RecordOrigin origin = json.Origin;
                yield return (json.TakeObject(wanted), origin);
            }
            else if (json.Token is not (JsonTokenType.StartArray or JsonTokenType.EndArray))
            {
                throw new SuiteFormatException($"an object is expected and {JsonProblem.Name(json.Token)} was found.", file, json.Line) { Action = "Name the format with --from, if it was guessed wrong." };
            }
        }
    }
}

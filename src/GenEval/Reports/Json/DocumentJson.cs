using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using GenEval.Suites;

namespace GenEval.Reports;

/// <summary>How every geneval.NAME/1 document is written and read: camel case, nulls written out, no NaN, no duplicate keys.</summary>
public static class DocumentJson
{
    /// <summary>Indented, with \n at the end of a line; the only settings that documents are written with.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Documents as text: one is an object, none or several are an array. Ends with a line feed.</summary>
    public static string Serialize<T>(IReadOnlyList<T> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return (documents.Count == 1 ? JsonSerializer.Serialize(documents[0], Options) : JsonSerializer.Serialize(documents, Options)) + "\n";
    }

    /// <summary>A document as text. Ends with a line feed.</summary>
    public static string Serialize<T>(T document) where T : class => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>The documents in a text: an object, or an array of them. Members that this version does not know are skipped.</summary>
    /// <param name="json">The text.</param>
    /// <param name="schema">What each must name as its <c>schema</c>.</param>
    /// <param name="file">The file's name, for errors.</param>
    /// <exception cref="SuiteFormatException">Not JSON, another document, or a member is missing or of a wrong type.</exception>
    public static IReadOnlyList<T> Parse<T>(string json, string schema, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            bool several;
            using (JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false }))
            {
                several = document.RootElement.ValueKind == JsonValueKind.Array;
                foreach (JsonElement element in several ? [.. document.RootElement.EnumerateArray()] : new[] { document.RootElement })
                {
                    Require(element, schema, file);
                }
            }

            return several ? JsonSerializer.Deserialize<T[]>(json, Options)! : [JsonSerializer.Deserialize<T>(json, Options)!];
        }
        catch (JsonException e)
        {
            throw new SuiteFormatException(Shorten(e), file, e.LineNumber + 1, e.BytePositionInLine + 1, e)
            {
                Id = "DocumentInvalid",
                Action = $"geneval schema {schema} prints what is expected.",
            };
        }
    }

    /// <summary>The documents in a file; see <see cref="Parse"/>.</summary>
    /// <exception cref="GenEvalException">The file cannot be read.</exception>
    /// <exception cref="SuiteFormatException">Its content is not such a document.</exception>
    public static IReadOnlyList<T> Read<T>(string path, string schema)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new GenEvalException($"{path} cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : e.Message)}", e)
            {
                Id = "DocumentUnreadable",
            };
        }

        return Parse<T>(json, schema, path);
    }

    private static void Require(JsonElement element, string schema, string file)
    {
        string? found = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("schema", out JsonElement name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
        if (!string.Equals(found, schema, StringComparison.Ordinal))
        {
            string what = found is null ? "no document of GenEval's (it names no schema)" : $"a document of another kind ('{SafeText.Line(found, 60)}')";
            throw new SuiteFormatException($"this is {what}; expected '{schema}'.", file)
            {
                Id = "DocumentKind",
                Action = $"geneval schema {schema} prints what is expected.",
            };
        }
    }

    // The serializer's messages end with the place, which stands in front already, and name .NET types.
    private static string Shorten(JsonException e)
    {
        string message = e.Message;
        int place = message.IndexOf(" Path: ", StringComparison.Ordinal);
        place = place < 0 ? message.IndexOf(" LineNumber: ", StringComparison.Ordinal) : place;
        message = SafeText.Line(place < 0 ? message : message[..place], 400);
        return e.Path is null ? message : $"at {SafeText.Line(e.Path, 200)}: {message}";
    }

    private static JsonSerializerOptions Create()
    {
        TextEncoderSettings characters = new(UnicodeRanges.All);
        foreach ((char first, char last) in SafeText.InvisibleRanges)
        {
            characters.ForbidRange(UnicodeRange.Create(first, last));
        }

        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.Create(characters),
            WriteIndented = true,
            NewLine = "\n",
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new FiniteNumberConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { BaseMembersFirst } },
        };
        options.MakeReadOnly();
        return options;
    }

    // The contract lists estimate and interval before what a level adds to them.
    private static void BaseMembersFirst(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.AttributeProvider is System.Reflection.MemberInfo { DeclaringType: { } declaring } && declaring != type.Type)
            {
                property.Order = -1;
            }
        }
    }
}

using System.Buffers;
using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using GenEval.Suites;

namespace GenEval.PowerShell.Input;

/// <summary>
/// Turns an object of the pipeline into a record by the core's own rules: an object whose properties are all texts (Import-Csv makes those) as
/// a row of a table, any other (ConvertFrom-Json, [pscustomobject]) as JSON. Names of fields may be written in any case.
/// </summary>
internal sealed class RecordBinder
{
    private static readonly Dictionary<string, string> s_fields = RecordParser.FieldNames.ToDictionary(n => n, StringComparer.OrdinalIgnoreCase);
    private const string Source = "InputObject";
    private const int MaxDepth = 64;
    private readonly RecordReadOptions _options;
    private readonly RecordParser _parser;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    public RecordBinder(RecordReadOptions options)
    {
        _options = options;
        _parser = new(Source, options);
        _writer = new(_buffer, new JsonWriterOptions { MaxDepth = MaxDepth });
    }

    /// <summary>The record of an object, or null where it is a thing that has no properties of a record.</summary>
    /// <exception cref="SuiteFormatException">It breaks a rule of the records format.</exception>
    public EvaluationRecord? Bind(PSObject input) => input.BaseObject switch
    {
        EvaluationRecord record => Label(record),
        string text when IsJson(text) => _parser.FromJson(Encoding.UTF8.GetBytes(Whole(text))),
        IDictionary dictionary => Read(JsonValue.Entries(dictionary)),
        string or ValueType or FileSystemInfo => null,
        _ => Read(input.Properties.Select(p => new KeyValuePair<string, object?>(p.Name, p.Value))),
    };

    /// <summary>Whether a text is a line of JSON rather than a path.</summary>
    public static bool IsJson(string text) => text.AsSpan().TrimStart() is ['{', ..];

    private EvaluationRecord Label(EvaluationRecord record) =>
        _options.Seen is { } seen ? record with { Novelty = seen.Label(record.Task, record.Category, record.Novelty) } : record;

    private EvaluationRecord Read(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        List<KeyValuePair<string, object?>> fields = [.. entries.Select(e => new KeyValuePair<string, object?>(FieldName(e.Key), JsonValue.Unwrap(e.Value)))];
        if (fields.TrueForAll(f => f.Value is string))
        {
            return _parser.FromCells(fields.Select(f => new KeyValuePair<string, string>(f.Key, Whole((string)f.Value!))));
        }

        return _parser.FromJson(Json(fields));
    }

    private ReadOnlySpan<byte> Json(List<KeyValuePair<string, object?>> fields)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        try
        {
            _writer.WriteStartObject();
            foreach ((string name, object? value) in fields)
            {
                _writer.WritePropertyName(name);
                // PowerShell makes a single text of a list with one.
                JsonValue.Write(_writer, name == "references" && value is string ? new[] { value } : value);
            }

            _writer.WriteEndObject();
            _writer.Flush();
            return _buffer.WrittenSpan;
        }
        catch (InvalidOperationException e)
        {
            throw new SuiteFormatException($"an object is nested deeper than {MaxDepth} levels, or holds itself.", Source, innerException: e) { Action = "Select the properties of a record: Select-Object task, output, ..." };
        }
    }

    /// <summary>A text in memory may hold half of a character, which would be written as another one.</summary>
    internal static string Whole(string text)
    {
        for (int i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                throw new SuiteFormatException("a text holds half of a surrogate pair, which is no character.", Source) { Action = "Often it was cut in the middle of an emoji: cut it elsewhere." };
            }
        }

        return text;
    }

    private string FieldName(string name) =>
        _options.Map is { } map && map.Columns.Contains(name) ? name : s_fields.GetValueOrDefault(name, name);
}

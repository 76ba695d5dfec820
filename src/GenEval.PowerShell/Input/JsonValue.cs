using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace GenEval.PowerShell.Input;

/// <summary>Writes what PowerShell makes of JSON (custom objects, hashtables, arrays, plain values) as JSON again; anything else as its text.</summary>
internal static class JsonValue
{
    /// <summary>The value without PowerShell's wrapper; a custom object is its own value.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    public static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return new(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value);
        }
    }

    /// <summary>Names with values as texts, the same under every culture.</summary>
    /// <exception cref="GenEvalException">A value is a list or an object, which no text stands for.</exception>
    public static IReadOnlyDictionary<string, string> Texts(IDictionary dictionary) => Entries(dictionary).ToDictionary(
        e => e.Key,
        e => Unwrap(e.Value) switch
        {
            null => "",
            string text => text,
            PSObject or IEnumerable => throw new GenEvalException($"The value of '{e.Key}' is a list or an object; a text, a number or true or false is expected.") { Id = "ParameterInvalid", Action = "Join a list into a text: $list -join ','" },
            { } value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        },
        StringComparer.Ordinal);

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (Unwrap(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(RecordBinder.Whole(text));
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int or long or short or byte or uint or ushort or sbyte:
                writer.WriteNumberValue(Convert.ToInt64(Unwrap(value), CultureInfo.InvariantCulture));
                break;
            case double or float when double.IsFinite(Convert.ToDouble(Unwrap(value), CultureInfo.InvariantCulture)):
                writer.WriteNumberValue(Convert.ToDouble(Unwrap(value), CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case Enum word:
                writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(word.ToString()));
                break;
            case IDictionary dictionary:
                WriteObject(writer, Entries(dictionary));
                break;
            case PSObject custom:
                WriteObject(writer, custom.Properties.Select(p => new KeyValuePair<string, object?>(p.Name, p.Value)));
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case IFormattable formattable:
                writer.WriteStringValue(formattable.ToString(format: null, CultureInfo.InvariantCulture));
                break;
            case { } other:
                writer.WriteStringValue(other.ToString());
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> entries)
    {
        writer.WriteStartObject();
        foreach ((string name, object? item) in entries)
        {
            writer.WritePropertyName(name);
            Write(writer, item);
        }

        writer.WriteEndObject();
    }
}

using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace GenEval.Notebooks;

/// <summary>A value in the forms that it can be shown in, by MIME type.</summary>
internal sealed record MimeBundle(IReadOnlyList<KeyValuePair<string, string>> Forms)
{
    private const string Html = "text/html";
    private const string Plain = "text/plain";
    private const int Shown = 20;

    public static MimeBundle Text(string text) => new([new(Plain, text)]);

    public static MimeBundle Of(string mimeType, string text) => new([new(mimeType, text)]);

    /// <summary>The forms that a value's type says it has, else its text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">Only these; empty for those that the type prefers.</param>
    public static MimeBundle Of(object value, params IReadOnlyList<string> mimeTypes)
    {
        IReadOnlyList<KeyValuePair<string, string>> forms = Formatting.Of(value, mimeTypes);
        return forms.Count > 0 ? new(forms) : value switch
        {
            string text => Text(text),
            IFormattable number => Text(number.ToString(format: null, CultureInfo.InvariantCulture)),
            IEnumerable items => OfAll([.. items.Cast<object?>().Take(Shown + 1)]),
            _ => Text(value.ToString() ?? ""),
        };
    }

    /// <summary>As nbformat has it: JSON as JSON, text as a list of lines.</summary>
    public JsonObject ToJson()
    {
        JsonObject data = [];
        foreach ((string mimeType, string text) in Forms.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            bool json = mimeType.EndsWith("json", StringComparison.Ordinal);
            data[mimeType] = json ? JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 128 }) : NotebookCell.Lines(text);
        }

        return data;
    }

    private static MimeBundle OfAll(object?[] items)
    {
        MimeBundle[] all = [.. items.Take(Shown).Select(item => item is null ? Text("null") : Of(item))];
        string more = items.Length > Shown ? "\n..." : "";
        string? plain = Join(all, Plain, "\n");
        string? html = Join(all, Html, "\n");
        return html is null ? Text((plain ?? "") + more) : new([new(Html, html), new(Plain, (plain ?? "") + more)]);
    }

    private static string? Join(MimeBundle[] all, string mimeType, string between)
    {
        string[] texts = [.. all.SelectMany(b => b.Forms.Where(f => f.Key == mimeType).Select(f => f.Value))];
        return all.Length > 0 && texts.Length == all.Length ? string.Join(between, texts) : null;
    }
}

namespace GenEval.Notebooks;

/// <summary><c>value.Display()</c> in C# cells, as .NET Interactive has it.</summary>
public static class NotebookDisplay
{
    /// <summary>Shows a value now; outside of a running cell nothing happens.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">In these forms; none for those that its type prefers.</param>
    public static void Display(this object? value, params string[] mimeTypes) =>
        NotebookGlobals.Outputs?.Display(value is null ? MimeBundle.Text("null") : MimeBundle.Of(value, mimeTypes));
}

/// <summary>Markup that is shown as such.</summary>
[TypeFormatterSource]
internal sealed record Markup(string Html);

/// <summary>By the same convention as results, see <see cref="Formatting"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute : Attribute
{
    public Type FormatterSourceType => typeof(MarkupFormatters);
}

internal sealed class MarkupFormatters
{
    public IEnumerable<object> CreateTypeFormatters() => [new MarkupFormatter()];

    private sealed class MarkupFormatter
    {
        public string MimeType => "text/html";

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write(((Markup)instance).Html);
            return true;
        }
    }
}

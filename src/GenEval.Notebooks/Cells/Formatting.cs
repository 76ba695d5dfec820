using System.Collections;
using System.Globalization;
using System.Reflection;

namespace GenEval.Notebooks;

/// <summary>
/// The convention by which .NET Interactive finds how a type is shown: an attribute named TypeFormatterSourceAttribute, whose FormatterSourceType
/// makes formatters with a MimeType and a Format(object, TextWriter). So GenEval's results look here as they look there, and so do other libraries'.
/// </summary>
internal static class Formatting
{
    private const string AttributeName = "TypeFormatterSourceAttribute";

    /// <summary>The forms of a value, in the order of preference; none where its type says nothing.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(object value, IReadOnlyList<string> mimeTypes)
    {
        if (PlotlyNetChart.Of(value) is { } chart)
        {
            return chart;
        }

        if (value.GetType().GetCustomAttributes(inherit: true).FirstOrDefault(a => a.GetType().Name == AttributeName) is not { } attribute
            || Get(attribute, "FormatterSourceType") is not Type type)
        {
            return [];
        }

        object source = Activator.CreateInstance(type, nonPublic: true)!;
        object[] formatters = [.. ((IEnumerable)Call(source, "CreateTypeFormatters")!).Cast<object>()];
        IReadOnlyList<string> wanted = mimeTypes.Count > 0 ? mimeTypes : (string[]?)Get(attribute, "PreferredMimeTypes") ?? ["text/html", "text/plain"];
        return [.. from mimeType in wanted
                   from formatter in formatters
                   where (string?)Get(formatter, "MimeType") == mimeType
                   let text = Format(formatter, value)
                   where text is not null
                   select KeyValuePair.Create(mimeType, text)];
    }

    private static string? Format(object formatter, object value)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        return Call(formatter, "Format", value, writer) is true ? writer.ToString() : null;
    }

    private static object? Get(object of, string property) => of.GetType().GetProperty(property)?.GetValue(of);

    private static object? Call(object of, string method, params object[] arguments)
    {
        try
        {
            return of.GetType().GetMethod(method)?.Invoke(of, arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}

namespace GenEval.Reports;

/// <summary>The formatters of result objects, in the shape that <see cref="TypeFormatterSourceAttribute"/> promises; made by reflection.</summary>
internal sealed class ResultFormatters
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new ResultFormatter(MimeTypes.Html, ResultDisplay.Html),
        new ResultFormatter(MimeTypes.Plain, ResultDisplay.Plain),
        new ResultFormatter(MimeTypes.Plotly, result => (result as Figure)?.ToJson()),
        new ResultFormatter(MimeTypes.Svg, result => (result as Figure)?.ToSvg()),
    ];

    private sealed class ResultFormatter(string mimeType, Func<object, string?> format)
    {
        public string MimeType => mimeType;

        /// <summary>Writes the object; false where it has no such form.</summary>
        public bool Format(object instance, TextWriter writer)
        {
            string? text = format(instance);
            writer.Write(text);
            return text is not null;
        }
    }
}

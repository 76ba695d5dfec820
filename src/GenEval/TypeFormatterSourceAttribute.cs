namespace GenEval;

/// <summary>
/// Says how an object is shown in a notebook. .NET Interactive finds it by its name and by those of its members, without either side knowing the
/// other: it asks <see cref="FormatterSourceType"/> for formatters and shows all of <see cref="PreferredMimeTypes"/>.
/// See https://github.com/dotnet/interactive/blob/main/docs/formatting.md.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(params string[] mimeTypes) : Attribute
{
    public Type FormatterSourceType => typeof(Reports.ResultFormatters);

    public string[] PreferredMimeTypes { get; } = mimeTypes;
}

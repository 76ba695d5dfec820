using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenEval.Notebooks;

/// <summary>The variables that a C# cell sets, and values as C# writes them. An assignment keeps a variable's type, so a value of another is refused.</summary>
internal static class CSharpParameters
{
    private static readonly CSharpParseOptions s_script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public static IReadOnlyList<Parameter> Read(string code) =>
    [
        .. from field in CSharpSyntaxTree.ParseText(code, s_script).GetRoot().ChildNodes().OfType<FieldDeclarationSyntax>()
           from variable in field.Declaration.Variables
           select Of(variable.Identifier.ValueText, field.Declaration.Type.ToString().TrimEnd('?'), variable.Initializer?.Value),
    ];

    private static Parameter Of(string name, string type, ExpressionSyntax? value)
    {
        string kind = type == "var" ? Kind(value) : type;
        return kind switch
        {
            "bool" => new(name, "true or false", text => bool.TryParse(text, out bool flag) ? Line(name, flag ? "true" : "false") : null),
            "int" or "long" => new(name, "a whole number", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? Line(name, Invariant(whole)) : null),
            "double" or "float" or "decimal" => new(name, "a number", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? Line(name, Number(number, kind)) : null),
            _ => new(name, "a text", text => Line(name, SymbolDisplay.FormatLiteral(text, quote: true))),
        };
    }

    private static string Kind(ExpressionSyntax? value) => value switch
    {
        LiteralExpressionSyntax { Token.Value: bool } => "bool",
        LiteralExpressionSyntax { Token.Value: int or long } => "long",
        LiteralExpressionSyntax { Token.Value: double or float or decimal } => "double",
        PrefixUnaryExpressionSyntax minus => Kind(minus.Operand),
        _ => "string",
    };

    private static string Number(double number, string kind) => number.ToString("R", CultureInfo.InvariantCulture) + kind switch { "float" => "f", "decimal" => "m", _ => "" };

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Line(string name, string value) => $"{name} = {value};";
}

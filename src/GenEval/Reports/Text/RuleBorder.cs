using Spectre.Console;
using Spectre.Console.Rendering;

namespace GenEval.Reports;

/// <summary>A rule under the header and one space between columns: 80 columns leave no room for more.</summary>
internal sealed class RuleBorder : TableBorder
{
    public override string GetPart(TableBorderPart part) => part switch
    {
        TableBorderPart.HeaderBottom or TableBorderPart.HeaderBottomSeparator => "─",
        _ => " ",
    };
}

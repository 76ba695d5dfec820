namespace GenEval.PowerShell.Help;

/// <summary>Syntax lines as Get-Command -Syntax writes them.</summary>
internal static class Syntax
{
    public static IEnumerable<string> Of(CommandModel command) => command.Sets.Select(set =>
    {
        IEnumerable<string> parts = command.In(set).Select(p => Part(p.Parameter, p.Use));
        string common = command.ShouldProcess ? " [-WhatIf] [-Confirm]" : "";
        return $"{command.Name} {string.Join(' ', parts)}{common} [<CommonParameters>]";
    });

    private static string Part(ParameterModel parameter, ParameterUse use)
    {
        string name = use.Position is null ? "-" + parameter.Name : $"[-{parameter.Name}]";
        string part = parameter.IsSwitch ? name : $"{name} <{parameter.TypeName}>";
        return use.Mandatory ? part : $"[{part}]";
    }
}

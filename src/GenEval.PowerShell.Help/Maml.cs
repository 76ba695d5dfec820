using System.Globalization;
using System.Xml.Linq;

namespace GenEval.PowerShell.Help;

/// <summary>The XML that Get-Help reads, from the pages' words and the cmdlets' attributes.</summary>
internal static class Maml
{
    private static readonly XNamespace s_msh = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly ParameterUse s_named = new(Set: null, Mandatory: false, Position: null, ByValue: false, ByName: false);

    public static XDocument Of(IEnumerable<(CommandModel Command, HelpPage Page)> commands) => new(
        new XElement(s_msh + "helpItems", new XAttribute("schema", "maml"), commands.Select(c => Command(c.Command, c.Page))));

    private static XElement Command(CommandModel command, HelpPage page) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "command", s_command.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev.NamespaceName),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", command.Name),
            new XElement(s_command + "verb", command.Verb),
            new XElement(s_command + "noun", command.Noun),
            new XElement(s_maml + "description", Para(Plain.Text(page.Synopsis)))),
        Description(page.Sections["Description"]),
        new XElement(s_command + "syntax", command.Sets.Select(set => SyntaxItem(command, page, set))),
        new XElement(s_command + "parameters", command.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => Parameter(p, p.Uses[0], page)), Common(command)),
        new XElement(s_command + "inputTypes", Types(page.Sections["Inputs"], "inputType")),
        new XElement(s_command + "returnValues", Types(page.Sections["Outputs"], "returnValue")),
        new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Para("Errors (about_GenEval_Errors):"), Paras(page.Sections["Errors"]))),
        new XElement(s_command + "examples", page.Sections["Examples"].Parts.Select(Example)),
        new XElement(s_command + "relatedLinks", page.Sections["Related links"].Blocks().Select(Link)));

    private static XElement SyntaxItem(CommandModel command, HelpPage page, string? set) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", command.Name),
        command.In(set).Select(p => Parameter(p.Parameter, p.Use, page)),
        Common(command));

    private static XElement Parameter(ParameterModel parameter, ParameterUse use, HelpPage page) =>
        Parameter(parameter, use, Description(page.Parameter(parameter.Name)));

    private static XElement Parameter(ParameterModel parameter, ParameterUse use, XElement description) => new(
        s_command + "parameter",
        new XAttribute("required", use.Mandatory ? "true" : "false"),
        new XAttribute("variableLength", parameter.Type.IsArray ? "true" : "false"),
        new XAttribute("globbing", parameter.Globbing ? "true" : "false"),
        new XAttribute("pipelineInput", use.Pipeline),
        new XAttribute("position", use.Position is { } position ? position.ToString(CultureInfo.InvariantCulture) : "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(s_maml + "name", parameter.Name),
        description,
        parameter.Type.IsEnum
            ? new XElement(s_command + "parameterValueGroup", Enum.GetValues(parameter.Type).Cast<Enum>().Select(v => Value(Views.Word(v))))
            : null,
        parameter.IsSwitch ? null : Value(parameter.TypeName),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.TypeName)),
        new XElement(s_dev + "defaultValue", parameter.Default));

    private static XElement Value(string text) =>
        new(s_command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), text);

    private static IEnumerable<XElement> Common(CommandModel command)
    {
        if (command.ShouldProcess)
        {
            ParameterModel whatIf = new("WhatIf", typeof(System.Management.Automation.SwitchParameter), ["wi"], Globbing: false, "False", []);
            yield return Parameter(whatIf, s_named, new XElement(s_maml + "description", Para("Says what would be done, and does not do it.")));
            yield return Parameter(whatIf with { Name = "Confirm", Aliases = ["cf"] }, s_named, new XElement(s_maml + "description", Para("Asks before doing it.")));
        }
    }

    private static IEnumerable<XElement> Types(Section section, string element) => section.Parts.Select(p => new XElement(
        s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", p.Title)),
        Description(p)));

    private static XElement Example(Section example, int index) => new(
        s_command + "example",
        new XElement(s_maml + "title", string.Create(CultureInfo.InvariantCulture, $"----------  Example {index + 1}: {example.Title}  ----------")),
        new XElement(s_dev + "code", string.Join("\n\n", example.Code)),
        new XElement(s_dev + "remarks", example.Blocks().Where(b => !b.IsCode).Select(b => Para(b.Text))));

    private static XElement Link((bool IsCode, string Text) item) => new(
        s_maml + "navigationLink", new XElement(s_maml + "linkText", item.Text.TrimStart('-', ' ')), new XElement(s_maml + "uri"));

    private static XElement Description(Section section) => new(s_maml + "description", Paras(section));

    private static IEnumerable<XElement> Paras(Section section) =>
        section.Blocks().SelectMany(b => b.IsCode ? b.Text.Split('\n').Select(l => "    " + l) : [b.Text]).Where(t => t.Length > 0).Select(Para);

    private static XElement Para(string text) => new(s_maml + "para", text);
}

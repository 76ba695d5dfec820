using System.CommandLine;
using GenEval.Reports;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval schema [NAME]</c>: the JSON Schema of a document, or the documents there are.</summary>
internal static class SchemaCommand
{
    public static Command Create(CliConsole console)
    {
        Argument<string?> name = new("NAME") { Description = "The document, for example geneval.report/1; all names where it is left out.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("schema", "Print the JSON Schema of a document that geneval writes.") { name };
        command.SetAction(parsed =>
        {
            console.Out.WriteLine(parsed.GetValue(name) is { } wanted ? Schemas.Get(wanted) : string.Join('\n', Schemas.Names));
            return ExitCode.Done;
        });
        return command;
    }
}

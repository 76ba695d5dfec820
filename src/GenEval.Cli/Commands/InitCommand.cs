using System.CommandLine;
using System.Reflection;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval init DIR</c>: a suite to fill in, with explained example lines that evaluate as they are.</summary>
internal static class InitCommand
{
    private const string Prefix = "suite/";

    public static Command Create(CliConsole console)
    {
        Argument<string> folder = new("DIR") { Description = "The folder to make; it must not hold a suite already." };
        Command command = new("init", "Make a suite of your own to fill in, with explained example lines.") { folder };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(folder);
            Write(path);
            console.Out.WriteLine($"Wrote a suite to {Printable.Line(path)}: fill in its files (README.md says how), then type: geneval evaluate {Printable.Line(path)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new GenEvalException($"{folder}: the folder is not empty, and nothing in it is overwritten.")
            {
                Id = "FolderNotEmpty",
                Action = "Name a folder that does not exist yet.",
            };
        }

        Assembly assembly = typeof(InitCommand).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string target = Path.Combine(folder, name[Prefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using Stream source = assembly.GetManifestResourceStream(name)!;
            using FileStream file = new(target, FileMode.CreateNew);
            source.CopyTo(file);
        }
    }
}

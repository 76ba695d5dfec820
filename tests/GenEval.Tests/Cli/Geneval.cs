using System.Text;
using GenEval.Cli;

namespace GenEval.Tests.Cli;

/// <summary>Runs the command line in this process and keeps what it prints.</summary>
internal sealed record Geneval(int ExitCode, string Out, string Error)
{
    public static async Task<Geneval> RunAsync(params string[] args) => await RunAsync(input: null, args);

    public static async Task<Geneval> RunAsync(string? input, string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        using MemoryStream bytes = new();
        using MemoryStream? standardInput = input is null ? null : new(Encoding.UTF8.GetBytes(input));
        CliConsole console = new(output, error, () => bytes, standardInput, Width: 80, IsInteractive: false, UseColor: false);
        int exit = await CliApp.RunAsync(args, console, TestContext.Current.CancellationToken);
        return new(exit, output + Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}

using System.Diagnostics;

namespace GenEval.Notebooks;

/// <summary>Programs of the machine.</summary>
internal static class Programs
{
    /// <summary>The first program of that name on the PATH, or null.</summary>
    public static string? Find(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd"] : [name];
        return (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                from file in names
                let path = Path.Combine(folder, file)
                where File.Exists(path)
                select path).FirstOrDefault();
    }

    /// <summary>Runs a program to its end; ended with all that it started when cancelled.</summary>
    public static async Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        using Process process = Start(program, arguments, folder);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
    }

    /// <summary>Starts a program that is talked to.</summary>
    public static Process Start(string program, IReadOnlyList<string> arguments, string folder)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
            UseShellExecute = false,
        };
        // The same words whatever the machine's language.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["NO_COLOR"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started.");
    }
}

/// <summary>How a program ended and what it printed.</summary>
internal sealed record ProgramResult(int ExitCode, string Out, string Error);

using System.Diagnostics;

namespace GenEval.Tests.Robustness;

/// <summary>The command line as a process of its own, so that it can be killed.</summary>
internal sealed class GenevalProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    private GenevalProcess(Process process)
    {
        _process = process;
        _out = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static GenevalProcess Start(params string[] args) => Start(largestFile: null, args);

    /// <summary>Starts it with a limit, in units of 512 bytes, on the files it may write, as a full disk has for those who are not root.</summary>
    public static GenevalProcess Start(int? largestFile, string[] args, params (string Name, string Value)[] environment)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "GenEval.Cli.exe" : "GenEval.Cli");
        ProcessStartInfo start = new(largestFile is null ? program : "/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (largestFile is { } blocks)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ulimit -f {blocks}; exec \"$0\" \"$@\""));
            start.ArgumentList.Add(program);

            // The runtime keeps code that it writes in a file in memory, which the limit would count too.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment.Remove("OPENAI_API_KEY");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new GenevalProcess(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] args)
    {
        using GenevalProcess process = Start(args);
        return await process.EndAsync();
    }

    /// <summary>kill -9: no handler of the process runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Out, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _out, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

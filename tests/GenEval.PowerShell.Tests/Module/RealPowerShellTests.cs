using System.Diagnostics;

namespace GenEval.PowerShell.Tests.Module;

/// <summary>The double binds no parameters, formats nothing and loads no module: tests/powershell does that in a real PowerShell, where there is one.</summary>
public sealed class RealPowerShellTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task The_published_module_passes_its_tests_in_pwsh()
    {
        Assert.SkipUnless(Find("pwsh") is not null, "pwsh is not on PATH (PowerShell 7.6)");
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name.StartsWith("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";
        using Scratch scratch = new();
        string module = Path.Combine(scratch.Folder, "GenEval");
        await Run(
            "dotnet", "pack", Path.Combine(Shared.Root, "src", "GenEval.PowerShell"), "-c", configuration, "--no-build", "-nologo", "-v", "quiet",
            $"-p:ModulePackageFolder={module}{Path.DirectorySeparatorChar}", $"-p:PackageOutputPath={scratch.Folder}");
        string output = await Run(
            "pwsh", "-NoProfile", "-NonInteractive", Path.Combine(Shared.Root, "tests", "powershell", "Invoke-Tests.ps1"),
            "-Module", Path.Combine(module, "GenEval.psd1"), "-Cli", Path.Combine(AppContext.BaseDirectory, "GenEval.Cli.dll"),
            "-Package", Directory.EnumerateFiles(scratch.Folder, "*.nupkg").Single());
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        Assert.Matches(@"pwsh [\d.]+: [1-9]\d* passed, 0 failed", output);
    }

    private static async Task<string> Run(string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Shared.Root };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource patience = new(s_patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        string all = await output + await error;
        Assert.True(process.ExitCode == 0, $"{file} exited with {process.ExitCode}:\n{all}");
        return all;
    }

    private static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(f => new[] { Path.Combine(f, tool), Path.Combine(f, tool + ".exe") }).FirstOrDefault(File.Exists);
}

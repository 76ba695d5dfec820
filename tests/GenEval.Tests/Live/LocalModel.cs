using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace GenEval.Tests.Live;

/// <summary>The small real model of the shared tools on loopback, installed once below <c>artifacts</c>; skips where node, npm or the model are not there.</summary>
internal sealed class LocalModel : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private LocalModel(Process process, string endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public string Endpoint { get; }

    public static async Task<LocalModel> StartAsync()
    {
        string tool = Shared.Path("tools", "llm");
        string model = Shared.Path("models", "SmolLM2-135M-Instruct.Q4_1.gguf");
        foreach (string program in (string[])["node", "npm"])
        {
            Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))), $"{program} is not on the PATH");
        }

        string folder = await InstallAsync(tool);
        string port = FreePort();
        ProcessStartInfo start = new("node", ["server.mjs", port, "1"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LLM_MODEL"] = model;
        Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        Assert.True(line is not null && line.StartsWith("listening", StringComparison.Ordinal), line ?? await error);
        return new LocalModel(process, $"http://127.0.0.1:{port}/v1");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <summary>Installs a copy of the tool, unless one of the same packages is there.</summary>
    private static async Task<string> InstallAsync(string tool)
    {
        string[] files = ["package.json", "server.mjs"];
        string hash = Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(file => File.ReadAllBytes(Path.Combine(tool, file)))]))[..12];
        string folder = Path.Combine(Shared.Root, "artifacts", "local-model-" + hash);
        string mark = Path.Combine(folder, "installed");
        if (File.Exists(mark))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        foreach (string file in files)
        {
            File.Copy(Path.Combine(tool, file), Path.Combine(folder, file), overwrite: true);
        }

        using Process npm = Process.Start(new ProcessStartInfo("npm", ["install", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        Task<string> output = npm.StandardOutput.ReadToEndAsync();
        string error = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        await output;
        Assert.SkipWhen(npm.ExitCode != 0, "npm cannot install the local model's packages: " + error.Trim().Split('\n')[^1]);
        await File.WriteAllTextAsync(mark, "");
        return folder;
    }

    private static string FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace GenEval.Bench.Engine;

/// <summary>The endpoint that all contenders ask: one Node process on loopback.</summary>
internal sealed class NodeServer : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private NodeServer(Process process, string port)
    {
        _process = process;
        Root = $"http://127.0.0.1:{port}";
    }

    public string Root { get; }

    /// <summary>Starts it; null where there is no node.</summary>
    public static NodeServer? TryStart()
    {
        try
        {
            Process process = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Engine", "server.mjs")]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            return new NodeServer(process, process.StandardOutput.ReadLine()!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>How many requests it has answered.</summary>
    public async Task<long> AnsweredAsync() => long.Parse(await _http.GetStringAsync(Root), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }
}

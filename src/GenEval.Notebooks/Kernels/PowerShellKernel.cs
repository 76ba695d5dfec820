using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace GenEval.Notebooks;

/// <summary>PowerShell cells, by one pwsh for the whole notebook, which is ended with the notebook.</summary>
internal sealed partial class PowerShellKernel(string program, string folder, string? module) : ICellKernel
{
    private const string Mark = "geneval:";
    private readonly string _mark = Mark + Guid.NewGuid().ToString("N") + ":";
    private readonly string _script = Path.Combine(Path.GetTempPath(), $"geneval-kernel-{Guid.NewGuid():N}.ps1");
    private readonly StringBuilder _errors = new();
    private Process? _process;

    public async Task<CellError?> RunAsync(string code, int count, CellOutputs outputs, CancellationToken cancellationToken)
    {
        Process process = _process ??= Start();
        string line = Convert.ToBase64String(Encoding.UTF8.GetBytes(WithModule(code, module)));
        await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
        await process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } answer)
        {
            if (!answer.StartsWith(_mark, StringComparison.Ordinal))
            {
                outputs.Print("stdout", answer + "\n");
                continue;
            }

            JsonNode message = JsonNode.Parse(answer[_mark.Length..])!;
            switch (message["kind"]!.GetValue<string>())
            {
                case "stream":
                    outputs.Print(message["name"]!.GetValue<string>(), message["text"]!.GetValue<string>().ReplaceLineEndings("\n").Trim('\n') + "\n");
                    break;
                case "display":
                    outputs.Display(new MimeBundle([.. message["forms"]!.AsObject().Select(f => KeyValuePair.Create(f.Key, f.Value!.GetValue<string>()))]));
                    break;
                case "error":
                    return new CellError(message["name"]!.GetValue<string>(), message["message"]!.GetValue<string>(), [.. message["trace"]!.AsArray().Select(t => t!.GetValue<string>())]);
                default:
                    return null;
            }
        }

        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return new CellError("ProcessEnded", $"PowerShell ended with exit code {process.ExitCode}.", [.. _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>Has a cell import the module that is tested, or that runs it, wherever it says that the module is.</summary>
    public static string WithModule(string code, string? module) => module is null
        ? code
        : Manifest().Replace(code, $"'{module.Replace("'", "''", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}'");

    /// <summary>The manifests that a cell imports.</summary>
    public static IEnumerable<string> Manifests(string code) => Manifest().Matches(code).Select(m => m.Value.Trim('\'', '"'));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }

            _process.Dispose();
            File.Delete(_script);
        }
    }

    private Process Start()
    {
        using (Stream resource = typeof(PowerShellKernel).Assembly.GetManifestResourceStream("Kernel.ps1")!)
        using (FileStream file = new(_script, FileMode.CreateNew))
        {
            resource.CopyTo(file);
        }

        Process process = Programs.Start(program, ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", _script, _mark], folder);
        process.ErrorDataReceived += (_, e) => _errors.Append(e.Data).Append('\n');
        process.BeginErrorReadLine();
        return process;
    }

    [GeneratedRegex("""'[^'\r\n]*\bGenEval\.psd1'|"[^"\r\n]*\bGenEval\.psd1"|[^\s'"()]*\bGenEval\.psd1""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Manifest();
}

using System.Globalization;
using GenEval.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using CancellationTokenSource cancel = new();
Console.CancelKeyPress += (_, e) =>
{
    // The first Ctrl+C asks for an orderly end (no half-written file stays), the second ends the process.
    e.Cancel = !cancel.IsCancellationRequested;
    cancel.Cancel();
};
return await CliApp.RunAsync(args, CliConsole.System(), cancel.Token).ConfigureAwait(false);

using System.Globalization;
using System.Runtime.InteropServices;
using GenEval.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using CancellationTokenSource cancel = new();
Console.CancelKeyPress += (_, e) =>
{
    // The first Ctrl+C asks for an orderly end (no half-written file stays), the second ends the process.
    e.Cancel = !cancel.IsCancellationRequested;
    cancel.Cancel();
};

// A service manager's request to end is one too. A file that may not grow is an error to report, not the end of the process (SIGXFSZ).
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = !cancel.IsCancellationRequested;
    cancel.Cancel();
});
using PosixSignalRegistration? fileSize = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)25, signal => signal.Cancel = true);
return await CliApp.RunAsync(args, CliConsole.System(), cancel.Token).ConfigureAwait(false);

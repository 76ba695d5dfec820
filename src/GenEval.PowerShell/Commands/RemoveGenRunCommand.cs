using System.Management.Automation;
using GenEval.PowerShell.Completion;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Commands;

// Answers have been paid for, and nothing brings them back.
[Cmdlet(VerbsCommon.Remove, "GenRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RunInfo))]
public sealed class RemoveGenRunCommand : GenRunCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string id in Id)
        {
            TryCall(() => Remove(id), id);
        }
    }

    private void Remove(string id)
    {
        foreach (RunInfo run in Runs.Find(id, StoreMode.Write).ToArray())
        {
            if (ShouldProcess(FormattableString.Invariant($"run {run.Id} ({run.Counts.Done:N0} answers of {Views.Text(run.Model)} on {Views.Text(run.Suite)})"), "Remove"))
            {
                TryCall(
                    () =>
                    {
                        RunInfo removed = Runs.Open(StoreMode.Write).RemoveAsync(run.Id, StopToken).GetAwaiter().GetResult();
                        if (PassThru)
                        {
                            WriteObject(removed);
                        }
                    },
                    run.Id);
            }
        }
    }
}

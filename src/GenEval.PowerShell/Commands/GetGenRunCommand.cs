using System.Management.Automation;
using GenEval.PowerShell.Completion;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsCommon.Get, "GenRun")]
[OutputType(typeof(RunInfo))]
public sealed class GetGenRunCommand : GenRunCommand
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Id { get; set; } = ["*"];

    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Model { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(SuiteCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Suite { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string id in Id)
        {
            TryCall(
                () =>
                {
                    foreach (RunInfo run in Runs.Find(id, StoreMode.Read).Where(r => Fits(Model, r.Model) && Fits(Suite, r.Suite)))
                    {
                        WriteObject(run);
                    }
                },
                id);
        }
    }

    private static bool Fits(string? pattern, string name) => pattern is null || WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}

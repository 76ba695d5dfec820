using System.Management.Automation;
using GenEval.Generalization;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsLifecycle.Assert, "GenLevel")]
[OutputType(typeof(Report))]
public sealed class AssertGenLevelCommand : GenCommand
{
    private readonly List<Report> _failed = [];
    private readonly List<string> _messages = [];
    private int _count;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Report[] Report { get; set; } = [];

    [Parameter(Mandatory = true, Position = 0)]
    public LevelKind Level { get; set; }

    [Parameter]
    public SwitchParameter AllowInconclusive { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (Report report in Report)
        {
            _count++;
            GateResult result = LevelGate.Check(report, Level, AllowInconclusive);
            WriteVerbose(result.Message);
            if (!result.Passed)
            {
                _failed.Add(report);
                _messages.Add(result.Message);
            }
            else if (PassThru)
            {
                WriteObject(report);
            }
        }
    }

    // All that fail are named at once, and nothing to check is a failure too: a gate that nobody went through has not been passed.
    protected override void EndProcessing()
    {
        if (_count == 0)
        {
            ThrowTerminatingError(Errors.NoReport());
        }

        if (_failed.Count > 0)
        {
            ThrowTerminatingError(Errors.LevelNotReached(_failed, string.Join(Environment.NewLine, _messages)));
        }
    }
}

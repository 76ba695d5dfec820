using System.Management.Automation;
using GenEval.PowerShell.Input;

namespace GenEval.PowerShell;

/// <summary>A cmdlet that works on files or folders one after the other; one that is not there is an error of its own.</summary>
public abstract class GenPathCommand : GenCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    protected sealed override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName == LiteralPathSet;
        PathResolver resolver = new(this);
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            IReadOnlyList<string> found = resolver.Existing(path, isLiteral, out ErrorRecord? error);
            if (error is not null)
            {
                WriteError(error);
            }

            foreach (string item in found)
            {
                ProcessPath(item);
            }
        }
    }

    private protected abstract void ProcessPath(string path);
}

using System.Management.Automation;
using GenEval.PowerShell.Input;

namespace GenEval.PowerShell;

/// <summary>A cmdlet that writes what it is given: nothing that is there is replaced unasked, -WhatIf writes nothing, -PassThru passes on what was written.</summary>
public abstract class GenExportCommand : GenCommand
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public virtual string Path { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Force { get; set; }

    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The target as it was typed.</summary>
    private protected string Given => ParameterSetName == LiteralPathSet ? LiteralPath : Path;

    /// <summary>Where the target is on disk; a path that is none of the file system ends the command.</summary>
    private protected string Target()
    {
        string path = new PathResolver(this).File(Given, out ErrorRecord? error) ?? Given;
        Require(error);
        return path;
    }

    /// <summary>Whether -Force is missing for what would be replaced.</summary>
    private protected bool IsTaken(string path) => !Force && Exists(path);

    /// <summary>Writes the target, or ends the command where it is taken.</summary>
    private protected void Export(string path, string action, Action write)
    {
        Require(IsTaken(path) ? Errors.FileExists(Given) : null);
        Call(() => Write(path, action, write), Given);
    }

    /// <summary>Writes unless the user says no.</summary>
    private protected void Write(string path, string action, Action write)
    {
        if (ShouldProcess(path, action))
        {
            write();
            if (PassThru)
            {
                WriteObject(Info(path));
            }
        }
    }

    private protected virtual bool Exists(string path) => File.Exists(path);

    private protected virtual FileSystemInfo Info(string path) => new FileInfo(path);
}

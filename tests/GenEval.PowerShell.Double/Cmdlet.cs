namespace System.Management.Automation;

public interface IModuleAssemblyInitializer
{
    void OnImport();
}

public abstract class Cmdlet
{
    /// <summary>What the cmdlet wrote; the double's own.</summary>
    public Recording Recording { get; } = new();

    public bool Stopping { get; private set; }

    public void WriteObject(object? sendToPipeline) => WriteObject(sendToPipeline, enumerateCollection: false);

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        Recording.CheckThread();
        if (enumerateCollection && sendToPipeline is Collections.IEnumerable items and not string)
        {
            foreach (object? item in items)
            {
                Recording.Object(item);
            }

            return;
        }

        Recording.Object(sendToPipeline);
    }

    public void WriteError(ErrorRecord errorRecord) => Recording.Add(Recording.Errors, errorRecord);

    public void WriteWarning(string text) => Recording.Add(Recording.Warnings, text);

    public void WriteVerbose(string text) => Recording.Add(Recording.Verbose, text);

    public void WriteProgress(ProgressRecord progressRecord) => Recording.Add(Recording.Progress, progressRecord);

    public bool ShouldProcess(string target, string action)
    {
        Recording.Add(Recording.Processed, (target, action));
        return !Recording.WhatIf;
    }

    public void ThrowTerminatingError(ErrorRecord errorRecord)
    {
        Recording.CheckThread();
        throw new TerminatingErrorException(errorRecord);
    }

    /// <summary>Calls the cmdlet as a pipeline does: begin, each step of <paramref name="input"/> followed by process, end.</summary>
    public void Run(params Action[] input)
    {
        Begin();
        foreach (Action step in input.Length == 0 ? [() => { }] : input)
        {
            step();
            Process();
        }

        End();
    }

    public void Begin() => BeginProcessing();

    public void Process() => ProcessRecord();

    public void End() => EndProcessing();

    /// <summary>What Ctrl+C does, from another thread.</summary>
    public void Stop()
    {
        Stopping = true;
        StopProcessing();
    }

    protected virtual void BeginProcessing()
    {
    }

    protected virtual void ProcessRecord()
    {
    }

    protected virtual void EndProcessing()
    {
    }

    protected virtual void StopProcessing()
    {
    }
}

public abstract class PSCmdlet : Cmdlet
{
    public string ParameterSetName { get; set; } = "";

    public SessionState SessionState { get; } = new();

    public InvocationInfo MyInvocation { get; } = new();
}

public sealed class InvocationInfo
{
    public Dictionary<string, object> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);
}

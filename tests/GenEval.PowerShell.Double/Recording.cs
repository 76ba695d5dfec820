namespace System.Management.Automation;

/// <summary>What a cmdlet wrote, stream by stream. Writing from a thread other than the one that made it fails, as in PowerShell.</summary>
public sealed class Recording
{
    private readonly Thread _pipeline = Thread.CurrentThread;

    public List<object?> Output { get; } = [];

    public List<ErrorRecord> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<ProgressRecord> Progress { get; } = [];

    /// <summary>Targets and actions that ShouldProcess was asked about.</summary>
    public List<(string Target, string Action)> Processed { get; } = [];

    /// <summary>Answers ShouldProcess with no.</summary>
    public bool WhatIf { get; set; }

    /// <summary>Called before each object is recorded; an exception here is what a stopped downstream command throws.</summary>
    public Action<object?>? OnObject { get; set; }

    internal void Object(object? value)
    {
        OnObject?.Invoke(value);
        Output.Add(value);
    }

    internal void Add<T>(List<T> stream, T item)
    {
        CheckThread();
        stream.Add(item);
    }

    internal void CheckThread()
    {
        if (Thread.CurrentThread != _pipeline)
        {
            throw new InvalidOperationException("A cmdlet may write from the pipeline thread only.");
        }
    }
}

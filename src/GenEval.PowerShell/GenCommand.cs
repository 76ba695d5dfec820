using System.Management.Automation;
using GenEval.Generalization;

namespace GenEval.PowerShell;

/// <summary>What all cmdlets share: Ctrl+C cancels the core's work, and what the core has to say against its input becomes an error record.</summary>
public abstract class GenCommand : PSCmdlet, IDisposable
{
    protected const string PathSet = "Path";
    protected const string LiteralPathSet = "LiteralPath";
    protected const string InputObjectSet = "InputObject";
    private readonly CancellationTokenSource _stop = new();

    internal CancellationToken StopToken => _stop.Token;

    /// <summary>PowerShell calls this when the pipeline is over, however it ended.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Ctrl+C came while the pipeline was already being taken down.
        }
    }

    /// <summary>Ends the statement where there is an error.</summary>
    private protected void Require(ErrorRecord? error)
    {
        if (error is not null)
        {
            ThrowTerminatingError(error);
        }
    }

    /// <summary>What a reader of the document must know is said where nobody may have looked yet.</summary>
    private protected void Warn(IEnumerable<Warning> warnings, string? about = null)
    {
        foreach (Warning warning in warnings)
        {
            WriteWarning(Errors.Speak(about is null ? warning.Message : $"{about}: {warning.Message}"));
        }
    }

    /// <summary>Calls the core; its errors end the statement.</summary>
    private protected T Call<T>(Func<T> core, object? target)
    {
        try
        {
            return core();
        }
        catch (GenEvalException e)
        {
            ThrowTerminatingError(Errors.FromCore(e, target));
            throw;
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <inheritdoc cref="Call{T}"/>
    private protected void Call(Action core, object? target) => Call<object?>(
        () =>
        {
            core();
            return null;
        },
        target);

    /// <summary>Calls the core for one of several inputs; its errors are written, and the next input has its turn.</summary>
    private protected void TryCall(Action core, object? target)
    {
        try
        {
            core();
        }
        catch (GenEvalException e)
        {
            WriteError(Errors.FromCore(e, target));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}

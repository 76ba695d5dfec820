using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>Follows a run; a face overrides what it shows. An exception from here ends the run, which can be resumed.</summary>
public abstract class RunObserver
{
    /// <summary>How far apart calls of <see cref="OnProgress"/> are.</summary>
    public virtual TimeSpan Interval => TimeSpan.FromMilliseconds(250);

    /// <summary>Whether <see cref="OnRecord"/> is called.</summary>
    public virtual bool WantsRecords => false;

    /// <summary>Once, when the run is stored and before its first call.</summary>
    public virtual void OnStart(RunInfo run)
    {
    }

    /// <summary>Regularly, never twice at once, and a last time at the end.</summary>
    public virtual void OnProgress(RunProgress progress)
    {
    }

    /// <summary>For each outcome once it is durable; from many threads at once.</summary>
    public virtual void OnRecord(EvaluationRecord record)
    {
    }
}

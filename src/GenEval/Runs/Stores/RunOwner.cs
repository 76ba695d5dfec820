using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace GenEval.Runs.Stores;

/// <summary>
/// Which process writes to a run. The writer signs each commit, so that one that was taken for dead and comes back writes nothing. A process of this
/// machine that ended is known to have ended; one elsewhere counts as dead when it has not signed for a minute.
/// </summary>
/// <param name="Host">The machine's name.</param>
/// <param name="Process">The process id there.</param>
/// <param name="Started">When that process started, in Unix milliseconds: ids are used again.</param>
/// <param name="Session">Tells two runs within one process apart.</param>
internal sealed record RunOwner(string Host, int Process, long Started, string Session)
{
    /// <summary>How long a silent process elsewhere counts as alive.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>How often a run signs while it has nothing to store.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly ConcurrentDictionary<string, bool> s_sessions = new(StringComparer.Ordinal);

    /// <summary>An owner for a new session of this process, which lives until <see cref="End"/>.</summary>
    public static RunOwner Create()
    {
        using Process self = System.Diagnostics.Process.GetCurrentProcess();
        RunOwner owner = new(Environment.MachineName, self.Id, StartOf(self), Guid.NewGuid().ToString("N")[..8]);
        s_sessions[owner.Session] = true;
        return owner;
    }

    /// <summary>Ends the session: also where the store could not be told, the run is free for this process to take up again.</summary>
    public void End() => s_sessions.TryRemove(Session, out _);

    /// <summary>Reads an owner as <see cref="ToString"/> writes it; null where it is none.</summary>
    public static RunOwner? Parse(string? text) => text?.Split('/') is [var host, var process, var started, var session]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out long start)
            ? new RunOwner(host, id, start, session) : null;

    /// <summary>Whether the process may still write.</summary>
    public bool IsAlive(DateTimeOffset lastSign, DateTimeOffset now)
    {
        if (!Host.Equals(Environment.MachineName, StringComparison.Ordinal))
        {
            return now - lastSign < Lease;
        }

        try
        {
            using Process process = System.Diagnostics.Process.GetProcessById(Process);
            return Math.Abs(StartOf(process) - Started) < 2000 && !process.HasExited && (Process != Environment.ProcessId || s_sessions.ContainsKey(Session));
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is there, but is another user's.
            return now - lastSign < Lease;
        }
    }

    /// <summary>host/process/started/session.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host.Replace('/', '-')}/{Process}/{Started}/{Session}");

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds();
}

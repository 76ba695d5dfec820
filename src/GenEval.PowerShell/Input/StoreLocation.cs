using System.Management.Automation;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Input;

/// <summary>Where -Store is: a file relative to the session's location, which is not the process's, or a PostgreSQL connection.</summary>
internal static class StoreLocation
{
    /// <summary>As the core takes it; null for the user's own store.</summary>
    public static string? Of(PSCmdlet cmdlet, string? store)
    {
        if (store is null || PostgresDatabase.Recognizes(store))
        {
            return store;
        }

        string? file = new PathResolver(cmdlet).File(store, out ErrorRecord? error);
        if (error is not null)
        {
            cmdlet.ThrowTerminatingError(error);
        }

        return file;
    }
}

using System.Data.Common;

namespace GenEval.Runs.Stores;

/// <summary>What differs between the databases that a run store may be on; tables and statements are the same on all.</summary>
internal abstract class StoreDatabase
{
    /// <summary>Where the store is, as it may be shown: without a password.</summary>
    public abstract string Name { get; }

    /// <summary>What a counted answer survives.</summary>
    public abstract string Durability { get; }

    /// <summary>An open connection.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The statements of a run's commits on a connection of this database.</summary>
    public abstract ResponseInsert Insert(DbConnection connection, RunInfo run, string owner);

    /// <summary>
    /// Lets a connection of this database leave its log as it is when it closes: within a run another connection follows at once, and tidying up waits for
    /// the disk.
    /// </summary>
    public virtual void KeepLog(DbConnection connection)
    {
    }

    /// <summary>Tidies up the log as far as that goes without anyone's waiting; where it fails, the log holds what it held.</summary>
    public virtual void TidyLog(DbConnection connection)
    {
    }

    /// <summary>Whether the same statement may succeed when it is tried again, on a new connection.</summary>
    public abstract bool IsTransient(DbException e);

    /// <summary>The error in words for people; the run can be resumed after each of them.</summary>
    public abstract GenEvalException Explain(DbException e);

    /// <summary>Makes other writers of the schema wait until the transaction ends.</summary>
    public abstract string LockSchema { get; }

    /// <summary>Makes others who number a run wait until the transaction ends; null where every transaction does.</summary>
    public virtual string? LockNumbers => null;

    /// <summary>The type of a key of 64 bits.</summary>
    public abstract string WideInteger { get; }

    /// <summary>The condition that a column of bytes holds nothing but white space of ASCII (<see cref="Models.ModelReply.IsBlank"/>).</summary>
    public abstract string IsBlank(string column);

    /// <summary>The database that a location names: a connection string or URL of PostgreSQL, or else a file of SQLite.</summary>
    /// <exception cref="GenEvalException">The location is neither.</exception>
    public static StoreDatabase Of(string location, StoreMode mode, bool fsync = false) => PostgresDatabase.Recognizes(location)
        ? new PostgresDatabase(location)
        : new SqliteDatabase(location, mode, fsync);
}

/// <summary>What a store is opened for.</summary>
public enum StoreMode
{
    /// <summary>To read and write; it is made where it is missing.</summary>
    Write,

    /// <summary>To read; a store that is missing is an error.</summary>
    Read,
}

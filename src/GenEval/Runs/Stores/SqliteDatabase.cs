using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace GenEval.Runs.Stores;

/// <summary>A store in one file, in SQLite's WAL mode: readers and one writer at a time do not hinder each other, also across processes.</summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    private const int ApplicationId = 0x47454E45; // "GENE" tells file(1) and us whose database it is.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    private readonly string _path;
    private readonly StoreMode _mode;
    private readonly bool _fsync;

    public SqliteDatabase(string path, StoreMode mode, bool fsync)
    {
        SqliteLibrary.Find();
        _path = Path.GetFullPath(path);
        _mode = mode;
        _fsync = fsync;
    }

    public override string Name => _path;

    public override string Durability => _fsync
        ? "every counted answer is on the disk and survives a power cut"
        : "every counted answer survives the end of the process; a power cut may take back the last moments, which a resumed run sends again";

    public override string LockSchema => "BEGIN IMMEDIATE";

    // By this very name a key is the row's own number; any other would make an index beside the table.
    public override string WideInteger => "INTEGER";

    /// <remarks>Most answers begin with a letter: only those that begin with less than x'21', the first sign after the space, are copied to be trimmed.</remarks>
    public override string IsBlank(string column) =>
        $"({column} < x'21' AND length(CAST(trim(CAST({column} AS TEXT), char(9, 10, 11, 12, 13, 32)) AS BLOB)) = 0)";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        Prepare();
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = _mode == StoreMode.Read && IsOnReadOnlyMedium() ? $"file:{Uri.EscapeDataString(_path)}?immutable=1" : _path,
            Mode = _mode == StoreMode.Read ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 10,
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (_mode == StoreMode.Write)
            {
                // A new file holds nothing that could be lost, so its making does not wait for the disk. A larger WAL than SQLite's own choice: fewer
                // checkpoints, which wait for it.
                string make = IsNew(connection)
                    ? $"PRAGMA synchronous = {(_fsync ? "FULL" : "OFF")}; PRAGMA journal_mode = WAL; PRAGMA application_id = {ApplicationId.ToString(System.Globalization.CultureInfo.InvariantCulture)};"
                    : "PRAGMA journal_mode = WAL;";
                Execute(connection, $"PRAGMA busy_timeout = 10000; {make} PRAGMA synchronous = {(_fsync ? "FULL" : "NORMAL")}; PRAGMA wal_autocheckpoint = 4000;");
            }

            if (Scalar(connection, "PRAGMA application_id") is not (long)ApplicationId)
            {
                throw new GenEvalException($"{_path} is a database, but not a run store of GenEval.") { Id = "RunStoreInvalid", Action = "Name another file with --store." };
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override ResponseInsert Insert(DbConnection connection, RunInfo run, string owner) => new SqliteInsert((SqliteConnection)connection, run, owner);

    public override void KeepLog(DbConnection connection) => SQLitePCL.raw.sqlite3_db_config(((SqliteConnection)connection).Handle, NoCheckpointOnClose, 1, out _);

    public override void TidyLog(DbConnection connection) =>
        SQLitePCL.raw.sqlite3_wal_checkpoint_v2(((SqliteConnection)connection).Handle, null, SQLitePCL.raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    public override bool IsTransient(DbException e) => e is SqliteException { SqliteErrorCode: Busy or Locked };

    public override GenEvalException Explain(DbException e)
    {
        (string id, string what, string action) = (e as SqliteException)?.SqliteErrorCode switch
        {
            Busy or Locked => ("RunStoreBusy", "is held by another process, and was not let go for 10 seconds", "Wait for the other process to end, or use another store with --store."),
            Full => ("RunStoreFull", "cannot grow: the disk is full", "Free some space, then resume the run: nothing that was counted is lost."),
            ReadOnly => ("RunStoreReadOnly", "cannot be written to: the file or its disk is read-only", "Make it writable, or name another store with --store."),
            InputOutput => ("RunStoreFailed", $"met an error of its disk ({e.Message})", "Check the disk and its free space, then resume the run: nothing that was counted is lost."),
            CannotOpen => ("RunStoreCannotOpen", "cannot be opened: the folder is missing, not writable, or its disk is full", "Check the folder, or name another store with --store."),
            Corrupt => ("RunStoreInvalid", "is damaged", "Copy what can be read with: sqlite3 FILE .recover"),
            NotADatabase => ("RunStoreInvalid", "is not a run store", "Name another file with --store."),
            _ => ("RunStoreFailed", $"failed: {e.Message}", "Resume the run: nothing that was counted is lost."),
        };
        return new GenEvalException($"The run store {_path} {what}.", e) { Id = id, Action = action };
    }

    private void Prepare()
    {
        if (_mode == StoreMode.Read)
        {
            if (!File.Exists(_path))
            {
                throw new GenEvalException($"There is no run store at {_path}.") { Id = "RunStoreMissing", Action = "Run a suite first, or name the store with --store." };
            }

            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            if (!File.Exists(_path) && !OperatingSystem.IsWindows())
            {
                // Prompts and answers are the user's: nobody else reads them. SQLite gives its other files the same mode.
                using FileStream file = new(_path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GenEvalException($"The run store {_path} cannot be made: {e.Message}", e) { Id = "RunStoreCannotOpen", Action = "Name another store with --store." };
        }
    }

    /// <summary>Where no file may be made, WAL cannot work; without a WAL beside it the file is whole and may be read as it is.</summary>
    private bool IsOnReadOnlyMedium()
    {
        if (File.Exists(_path + "-wal"))
        {
            return false;
        }

        try
        {
            using FileStream probe = new(Path.Combine(Path.GetDirectoryName(_path)!, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static bool IsNew(SqliteConnection connection) => Scalar(connection, "SELECT count(*) FROM sqlite_master") is 0L;

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

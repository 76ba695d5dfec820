using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GenEval.Runs.Stores;

namespace GenEval.Tests.Runs;

/// <summary>
/// A private PostgreSQL cluster on loopback in a scratch folder, where the machine has PostgreSQL's programs; it can be stopped and started. As
/// PostgreSQL does not run as root, root starts it as the user <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder;
    private readonly string _programs;

    private PostgresServer(string programs)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("geneval-postgres-").FullName;
        Port = FreePort();
    }

    public int Port { get; }

    /// <summary>The connection string of a database of its own.</summary>
    public string CreateDatabase(string? tablespace = null)
    {
        string name = "t" + Guid.NewGuid().ToString("N")[..10];
        Run("createdb", $"-h 127.0.0.1 -p {Port.ToString(CultureInfo.InvariantCulture)} -U postgres {(tablespace is null ? "" : $"-D {tablespace} ")}{name}");
        return Url(name);
    }

    /// <summary>Starts a cluster; null, with the reason, where this machine cannot.</summary>
    /// <param name="reason">Why it cannot.</param>
    /// <param name="initdb">Further options of initdb.</param>
    public static PostgresServer? TryStart(out string reason, string initdb = "")
    {
        string? programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));
        if (programs is null)
        {
            reason = "PostgreSQL's programs are not on this machine (apt-get install postgresql)";
            return null;
        }

        PostgresServer server = new(programs);
        try
        {
            server.Run("initdb", $"-D {server._folder}/data -U postgres -A trust --no-sync {initdb}");
            server.Start();
            reason = "";
            return server;
        }
        catch (InvalidOperationException e)
        {
            server.Dispose();
            reason = "PostgreSQL does not start here: " + e.Message;
            return null;
        }
    }

    public void Start() => Run("pg_ctl", $"-D {_folder}/data -w -l {_folder}/log -o \"-p {Port.ToString(CultureInfo.InvariantCulture)} -h 127.0.0.1 -k {_folder}\" start");

    /// <summary>Stops it: <c>fast</c> ends its sessions in order, <c>immediate</c> is a crash.</summary>
    public void Stop(string mode) => Run("pg_ctl", $"-D {_folder}/data -w -m {mode} stop");

    /// <summary>Makes a tablespace in a folder of this machine.</summary>
    public async Task CreateTablespaceAsync(string name, string folder)
    {
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess)
        {
            using Process chown = Process.Start("chown", ["postgres", folder]);
            await chown.WaitForExitAsync();
        }

        await ExecuteAsync(Url("postgres"), $"CREATE TABLESPACE {name} LOCATION '{folder}'");
    }

    public static async Task ExecuteAsync(string location, string sql)
    {
        await using DbConnection connection = await StoreDatabase.Of(location, StoreMode.Write).OpenAsync(default);
        await connection.ExecuteAsync(sql, default);
    }

    /// <summary>Crashes it if it runs.</summary>
    public void Crash()
    {
        try
        {
            Stop("immediate");
        }
        catch (InvalidOperationException)
        {
            // It was not running.
        }
    }

    public void Dispose()
    {
        Crash();
        Directory.Delete(_folder, recursive: true);
    }

    private string Url(string database) => $"postgres://postgres@127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/{database}";

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Run(string program, string arguments)
    {
        string path = Path.Combine(_programs, program);
        ProcessStartInfo start = new("/bin/sh") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = _folder };
        string command = $"{path} {arguments} </dev/null >{_folder}/out 2>&1";
        if (Environment.IsPrivilegedProcess)
        {
            command = $"chown -R postgres {_folder} && exec runuser -u postgres -- sh -c '{command}'";
        }

        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            string output = Path.Combine(_folder, "out");
            throw new InvalidOperationException($"{program}: {(File.Exists(output) ? File.ReadAllText(output).Trim() : process.StandardError.ReadToEnd())}");
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Plimsoll.Support;

namespace Plimsoll.Contract.Servers;

/// <summary>A PostgreSQL of its own on loopback, empty, without waiting for the disk.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-postgres-");
    private readonly Process _server;

    private PostgreSqlServer()
    {
        var port = FreePort();
        var data = Path.Combine(_directory.FullName, "data");
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", _directory.FullName);
        Run(AsPostgres(Program("initdb"), "-D", data, "-U", "plimsoll", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"));
        _server = Process.Start(AsPostgres(
            Program("postgres"), "-D", data, "-h", "127.0.0.1", "-p", $"{port}", "-k", "", "-c", "fsync=off", "-c", "max_connections=200"))!;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=plimsoll;Database=postgres;Include Error Detail=true";
    }

    public string ConnectionString { get; }

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing { get; } =
        FindProgram("postgres") is null ? "No PostgreSQL server is installed"
        : Environment.IsPrivilegedProcess && !Tools.OnPath("runuser") ? "Not on PATH: runuser, needed to run PostgreSQL as root"
        : null;

    public static async Task<PostgreSqlServer> StartAsync()
    {
        var server = new PostgreSqlServer();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await Eventually.TrueAsync(() => AnswersAsync(database), "PostgreSQL takes connections");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _directory.Delete(recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(NpgsqlDataSource database)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static ProcessStartInfo AsPostgres(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Quiet("runuser", ["-u", "postgres", "--", program, .. arguments])
        : Quiet(program, arguments);

    private static ProcessStartInfo Quiet(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };

    private static void Run(string program, params string[] arguments) => Run(Quiet(program, arguments));

    private static void Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} failed: {said.Result}");
    }

    private static string Program(string name) => FindProgram(name) ?? throw new InvalidOperationException($"{name} is not installed");

    /// <summary>Debian keeps them off PATH, by version.</summary>
    private static string? FindProgram(string name)
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return versions.Select(v => Path.Combine(v, "bin", name)).FirstOrDefault(File.Exists) ?? Tools.Find(name);
    }
}

/// <summary>A test that needs PostgreSQL; skipped, with the reason, where it is absent.</summary>
public sealed class PostgreSqlFactAttribute : Xunit.FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = PostgreSqlServer.Missing;
}

/// <summary>As <see cref="PostgreSqlFactAttribute"/>.</summary>
public sealed class PostgreSqlTheoryAttribute : Xunit.TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = PostgreSqlServer.Missing;
}

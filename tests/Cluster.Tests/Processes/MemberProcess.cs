using System.Diagnostics;
using Plimsoll.Contract.Servers;
using Plimsoll.Silo.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Processes;

/// <summary>A member of a cluster as a process of its own.</summary>
internal sealed class MemberProcess : IAsyncDisposable
{
    private readonly List<string> _output = [];
    private readonly Process _process;

    /// <param name="role">silo or gateway.</param>
    public MemberProcess(string role, string dataDirectory, PostgreSqlServer server)
    {
        Address = new Uri($"http://127.0.0.1:{PostgreSqlServer.FreePort()}/");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(SiloProgram).Assembly.Location, "--urls", Address.ToString(), "--data", dataDirectory, "--otlp-http", "off", "--otlp-grpc", "off",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(role, server))
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public Task ReadyAsync() => Eventually.TrueAsync(IsReadyAsync, $"the member is ready; it printed:\n{Output}", TimeSpan.FromMinutes(2));

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    private static Dictionary<string, string> Settings(string role, PostgreSqlServer server) => new()
    {
        ["PLIMSOLL__CLUSTER__ROLE"] = role,
        ["PLIMSOLL__CLUSTER__PROVIDER"] = "postgresql",
        ["PLIMSOLL__CLUSTER__CONNECTION_STRING_ENV"] = "PLIMSOLL_TEST_POSTGRES",
        ["PLIMSOLL_TEST_POSTGRES"] = server.ConnectionString,
        ["PLIMSOLL__CLUSTER__SILO_PORT"] = $"{PostgreSqlServer.FreePort()}",
        ["PLIMSOLL__CLUSTER__GATEWAY_PORT"] = $"{PostgreSqlServer.FreePort()}",
        ["PLIMSOLL__CHECKPOINTS__INTERVAL"] = "5s",
    };

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The member ended with {_process.ExitCode}:\n{Output}");
        using var http = new HttpClient();
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.Add(line ?? "");
    }
}

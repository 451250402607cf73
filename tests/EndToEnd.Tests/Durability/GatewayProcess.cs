using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>A gateway in a process of its own, on one port and data directory through kills and restarts.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly string _data;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string[] _arguments;
    private readonly List<string> _output = [];
    private Process? _process;

    /// <param name="arguments">More of the command line, for example <c>--demo</c>.</param>
    public GatewayProcess(string dataDirectory, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        _arguments = arguments;
        _data = dataDirectory;
        _environment = environment;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>The most memory that the present process has had at once.</summary>
    public long PeakResidentBytes => Refreshed().PeakWorkingSet64;

    /// <summary>The memory that the present process has now.</summary>
    public long ResidentBytes => Refreshed().WorkingSet64;

    /// <summary>What the present process has printed, for the message of a failed test.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(GatewayApp).Assembly.Location, "--urls", Address.ToString(), "--data", _data, "--otlp-http", "off", "--otlp-grpc", "off",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in _arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        lock (_output)
            _output.Clear();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Note;
        _process.ErrorDataReceived += Note;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(IsReadyAsync, $"the gateway is ready; it printed:\n{Output}");
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        Http.Dispose();
    }

    private Process Refreshed()
    {
        _process!.Refresh();
        return _process;
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process!.HasExited)
            throw new InvalidOperationException($"The gateway ended with {_process.ExitCode}:\n{Output}");
        try
        {
            using var answer = await Http.GetAsync("readyz");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.Add(line.Data ?? "");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

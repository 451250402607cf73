using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Notifiers;

/// <summary>An Alertmanager of the machine's, on a port of its own.</summary>
internal sealed class AlertmanagerServer : IAsyncDisposable
{
    public const string Program = "prometheus-alertmanager";

    private const string Configuration = """
        route: { receiver: nobody, group_by: [component], group_wait: 1s }
        receivers: [{ name: nobody }]
        """;

    private readonly DirectoryInfo _directory;
    private readonly Process _process;
    private readonly HttpClient _http;

    private AlertmanagerServer(DirectoryInfo directory, Process process, Uri url)
    {
        (_directory, _process, Url) = (directory, process, url);
        _http = new HttpClient { BaseAddress = url };
    }

    public Uri Url { get; }

    public static AlertmanagerServer Start()
    {
        var directory = Directory.CreateTempSubdirectory("plimsoll-alertmanager");
        var file = Path.Combine(directory.FullName, "alertmanager.yml");
        File.WriteAllText(file, Configuration);
        var port = FreePort();
        var start = new ProcessStartInfo(Tools.Find(Program)!)
        {
            ArgumentList =
            {
                $"--config.file={file}", $"--storage.path={directory.FullName}", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=error",
            },
        };
        return new(directory, Process.Start(start)!, new Uri($"http://127.0.0.1:{port}/"));
    }

    /// <summary>What fires there, by name and priority; null while it does not answer.</summary>
    public async Task<IReadOnlyList<string>?> FiringAsync()
    {
        try
        {
            using var json = JsonDocument.Parse(await _http.GetStringAsync(new Uri("api/v2/alerts?active=true", UriKind.Relative)));
            return [.. json.RootElement.EnumerateArray().Select(a => a.GetProperty("labels")).Select(l => $"{l.GetProperty("alertname")} {l.GetProperty("priority")}").Order()];
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _directory.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

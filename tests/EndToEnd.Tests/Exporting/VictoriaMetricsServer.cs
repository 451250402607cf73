using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Exporting;

/// <summary>A VictoriaMetrics server of the machine's, on a port of its own.</summary>
internal sealed class VictoriaMetricsServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private VictoriaMetricsServer(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address };
    }

    public Uri WriteAddress => new(_http.BaseAddress!, "api/v1/write");

    public static VictoriaMetricsServer Start(string directory)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        var start = new ProcessStartInfo(Tools.Find("victoria-metrics")!)
        {
            ArgumentList = { $"-httpListenAddr={address}", $"-storageDataPath={Path.Combine(directory, "victoria")}", "-search.latencyOffset=0s", "-loggerLevel=ERROR" },
        };
        return new(Process.Start(start)!, new Uri($"http://{address}/"));
    }

    /// <summary>Names of the components that have the metric.</summary>
    public async Task<IReadOnlyList<string>> ComponentsAsync(string metric)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString($"count by (component) ({metric})")}", UriKind.Relative));
            if (!answer.IsSuccessStatusCode)
                return [];
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return [.. json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(r => r.GetProperty("metric").GetProperty("component").GetString()!)];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests;

/// <summary>A Prometheus server of the machine's, on a port of its own.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private PrometheusServer(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address };
    }

    public Uri Address => _http.BaseAddress!;

    /// <param name="directory">Where its configuration and data go.</param>
    /// <param name="configuration">What follows the <c>global</c> section.</param>
    public static PrometheusServer Start(string directory, string configuration, params string[] arguments)
    {
        var port = FreePort();
        var file = Path.Combine(directory, $"prometheus-{port}.yml");
        File.WriteAllText(file, configuration.Contains("global:", StringComparison.Ordinal) ? configuration : $"global:\n  scrape_interval: 1s\n{configuration}");
        var start = new ProcessStartInfo(Tools.Find("prometheus")!)
        {
            ArgumentList = { $"--config.file={file}", $"--storage.tsdb.path={Path.Combine(directory, $"tsdb-{port}")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error" },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}/"));
    }

    /// <summary>The first value of the answer; null for none.</summary>
    public async Task<double?> QueryAsync(string expression)
    {
        var found = await GetAsync($"api/v1/query?query={Uri.EscapeDataString(expression)}");
        return found?.GetProperty("result").EnumerateArray().Select(r => (double?)double.Parse(r.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)).FirstOrDefault();
    }

    /// <summary>All samples of the answer; none while it is not to be had.</summary>
    public async Task<IReadOnlyList<JsonElement>> AskAsync(string expression) =>
        await GetAsync($"api/v1/query?query={Uri.EscapeDataString(expression)}") is { } found ? [.. found.GetProperty("result").EnumerateArray()] : [];

    /// <summary>The <c>data</c> of an answer of the HTTP API; null while it is not to be had.</summary>
    public async Task<JsonElement?> GetAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            if (!answer.IsSuccessStatusCode)
                return null;
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("data").Clone();
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
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

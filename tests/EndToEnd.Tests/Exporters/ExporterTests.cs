using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Exporters;

/// <summary>The official JavaScript exporters send every signal by every protocol to a real gateway.</summary>
public sealed class ExporterTests : IAsyncLifetime, IDisposable
{
    private const int Count = 24;

    private static readonly (string Protocol, string Compression)[] s_ways = [("json", "gzip"), ("proto", "none"), ("grpc", "none"), ("grpc", "gzip")];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-exporters-");
    private readonly string _grpc = $"127.0.0.1:{FreePort()}";
    private readonly GatewayProcess _gateway;

    public ExporterTests() => _gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>(), "--otlp-grpc", _grpc);

    [NodeFact(NodeExporter.Folder)]
    public async Task Spans_are_counted()
    {
        foreach (var (protocol, compression) in s_ways)
        {
            var component = $"{protocol}-{compression}";
            var printed = await NodeExporter.RunAsync("send-spans.js", protocol, AddressFor(protocol), compression, component, $"{Count}");

            await IsCountedAsync(component, printed);
        }
    }

    [NodeFact(NodeExporter.Folder)]
    public async Task Metrics_are_counted_cumulative_or_not()
    {
        foreach (var (protocol, compression, temporality) in new[] { ("json", "gzip", "delta"), ("proto", "none", "cumulative"), ("grpc", "none", "cumulative"), ("grpc", "gzip", "delta") })
        {
            var component = $"{protocol}-{compression}";
            var printed = await NodeExporter.RunAsync("send-metrics.js", protocol, AddressFor(protocol), compression, component, $"{Count}", temporality);

            await IsCountedAsync(component, printed);
        }
    }

    [NodeFact(NodeExporter.Folder)]
    public async Task Evaluation_results_are_scores()
    {
        foreach (var (protocol, compression) in s_ways)
        {
            var component = $"{protocol}-{compression}";
            var printed = await NodeExporter.RunAsync("send-scores.js", protocol, AddressFor(protocol), compression, component, $"{Count}");

            await Eventually.TrueAsync(async () => (await ReadAsync(component))?.GetProperty("scores") is { } scores && scores.GetArrayLength() == 1
                && scores[0].GetProperty("count").GetInt64() == Count, $"{Count} scores of {component}; the exporter printed: {printed}");
            var score = (await ReadAsync(component))!.Value.GetProperty("scores")[0];
            Assert.Equal(("relevance", "judge", 0.5), (score.GetProperty("name").GetString(), score.GetProperty("source").GetString(), score.GetProperty("mean").GetDouble()));
        }
    }

    public Task InitializeAsync() => _gateway.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    public void Dispose() => _data.Delete(recursive: true);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private string AddressFor(string protocol) => protocol == "grpc" ? $"http://{_grpc}" : _gateway.Address.ToString();

    /// <summary>All calls, of which one failed, with ten tokens in and four out.</summary>
    private async Task IsCountedAsync(string component, string printed)
    {
        await Eventually.TrueAsync(
            async () => await ReadAsync(component) is { } read && Of(read, "requests") == Count,
            $"{Count} calls of {component}; the exporter printed: {printed}");
        var answer = (await ReadAsync(component))!.Value;
        Assert.Equal((Count, 1, Count * 10L, Count * 4L), (Of(answer, "requests"), Of(answer, "errors"), Of(answer, "input_tokens"), Of(answer, "output_tokens")));
    }

    private async Task<JsonElement?> ReadAsync(string component)
    {
        using var answer = await _gateway.Http.GetAsync(new Uri($"api/v1/components/{component}", UriKind.Relative));
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone() : null;
    }

    private static long Of(JsonElement answer, string name) => answer.GetProperty(name).GetInt64();
}

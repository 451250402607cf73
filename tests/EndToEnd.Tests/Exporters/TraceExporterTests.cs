using System.Diagnostics;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Exporters;

/// <summary>The official JavaScript exporters send spans to a real gateway.</summary>
public sealed class TraceExporterTests : IDisposable
{
    private const string Folder = "Exporters/node";
    private const int Spans = 25;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-exporters-");

    [NodeFact(Folder)]
    public async Task Spans_of_every_protocol_and_compression_are_counted()
    {
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>());
        await gateway.StartAsync();
        foreach (var (protocol, compression) in new[] { ("json", "none"), ("json", "gzip"), ("proto", "none"), ("proto", "gzip") })
        {
            var component = $"{protocol}-{compression}";
            var printed = await SendAsync(new Uri(gateway.Address, "v1/traces"), protocol, compression, component);
            await Eventually.TrueAsync(async () => (await ReadAsync(gateway.Http, component))?.Requests == Spans, $"{Spans} spans of {component}; the exporter printed: {printed}");
            Assert.Equal((Spans, 1, Spans * 10L, Spans * 4L), await ReadAsync(gateway.Http, component));
        }
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static async Task<string> SendAsync(Uri url, string protocol, string compression, string component)
    {
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { "send-spans.js", protocol, url.ToString(), compression, component, $"{Spans}" },
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, Folder),
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline);
        var said = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, said);
        return said;
    }

    private static async Task<(long Requests, long Errors, long InputTokens, long OutputTokens)?> ReadAsync(HttpClient http, string component)
    {
        using var answer = await http.GetAsync(new Uri($"api/v1/components/{component}", UriKind.Relative));
        if (!answer.IsSuccessStatusCode)
            return null;
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        long Of(string name) => json.RootElement.GetProperty(name).GetInt64();
        return (Of("requests"), Of("errors"), Of("input_tokens"), Of("output_tokens"));
    }
}

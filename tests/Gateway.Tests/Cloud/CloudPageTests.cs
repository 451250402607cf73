using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.WebConsole;

namespace Plimsoll.Gateway.Tests.Cloud;

public sealed class CloudPageTests : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly DirectoryInfo _captured = Directory.CreateTempSubdirectory("plimsoll-captured-");

    public void Dispose()
    {
        _client.Dispose();
        _captured.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_any_of_it_the_page_says_which_sections_there_are()
    {
        await using var host = await ConsoleHost.StartAsync(directory: null);

        Assert.Contains("none of the sections <code>cloudwatch</code>", await _client.GetStringAsync(new Uri(host.Url, "/cloud")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_where_and_what_is_read_stand_on_the_page_and_in_the_api()
    {
        var file = Path.Combine(_captured.FullName, "metrics.log");
        var read = ConfigurationReader.Read($$"""
            cloudwatch: { embedded_metrics: "{{file}}", metrics: [requests, errors], quality_namespace: "team/{component}" }
            capture: { prod: { directory: "{{_captured.FullName}}" }, gone: { directory: /no/such/folder } }
            judges: { stub: { kind: openai, model: m, base_url: "http://127.0.0.1:1/v1" } }
            quality: { judge: stub }

            """, new Dictionary<string, string>());
        Assert.Empty(read.Errors);
        await using var host = await ConsoleHost.StartAsync(directory: null, read.Options);

        JsonElement standing = default;
        await Support.Eventually.TrueAsync(async () =>
        {
            standing = await _client.GetFromJsonAsync<JsonElement>(new Uri(host.Url, "/api/v1/cloud"));
            return standing.GetProperty("captures").EnumerateArray().All(c => c.GetProperty("active").GetBoolean());
        }, "both captures were looked at", TimeSpan.FromSeconds(60));

        var places = standing.GetProperty("publishing").GetProperty("places");
        Assert.Equal(["requests", "errors"], places[0].GetProperty("metrics").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal("team/{component}", places[1].GetProperty("namespace").GetString());
        Assert.Contains("safety_score_lower", places[1].GetProperty("metrics").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal(JsonValueKind.Null, standing.GetProperty("sage_maker").ValueKind);

        var page = await _client.GetStringAsync(new Uri(host.Url, "/cloud"));
        Assert.Contains("Embedded Metric Format", page, StringComparison.Ordinal);
        Assert.Contains("/month", page, StringComparison.Ordinal);
        Assert.Contains("there is no folder", page, StringComparison.Ordinal);
        Assert.Contains("read here", page, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Alerting;

/// <summary>The whole gateway with a webhook behind it, by the real clock.</summary>
public sealed class AlertingTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-alerting");
    private readonly System.Collections.Concurrent.ConcurrentQueue<JsonElement> _told = [];
    private WebApplication _receiver = null!;
    private WebApplication _gateway = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/hook", async (HttpRequest request) => _told.Enqueue(await request.ReadFromJsonAsync<JsonElement>()));
        await _receiver.StartAsync();
        _gateway = GatewayApp.Build(Options(), demo: false, TimeProvider.System);
        await _gateway.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_gateway.Urls.First()) };
    }

    [Fact]
    public async Task Flagged_request_is_told_to_a_webhook_and_shown_acknowledged_and_silenced()
    {
        var record = new { component = "support/chat", timestamp = TimeProvider.System.GetUtcNow(), total_latency_ms = 100, scores = new[] { new { name = "safety", value = 0.2 } } };
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsJsonAsync("/api/v1/records", new[] { record })).StatusCode);

        await Eventually.TrueAsync(() => !_told.IsEmpty, "the webhook was told", TimeSpan.FromSeconds(60));
        var alert = _told.First().GetProperty("alerts")[0];
        Assert.Equal("unsafe", alert.GetProperty("labels").GetProperty("alertname").GetString());
        Assert.Equal("request safety 20% < 90%", alert.GetProperty("annotations").GetProperty("description").GetString());

        var shown = (await _client.GetFromJsonAsync<JsonElement>("/api/v1/alerts?active=true")).GetProperty("alerts").EnumerateArray().Single(a => Text(a, "rule") == "unsafe");
        Assert.Equal(("support/chat", "P0", "critical", "firing"), (Text(shown, "component"), Text(shown, "priority"), Text(shown, "severity"), Text(shown, "state")));
        await AcknowledgeAsync(Text(shown, "key")!);
        await SilenceAsync();
        var incident = (await _client.GetFromJsonAsync<JsonElement>("/api/v1/incidents?component=support/chat")).GetProperty("incidents")[0];
        Assert.Equal(["fired", "notified", "acknowledged", "silenced"], incident.GetProperty("timeline").EnumerateArray().Where(e => Text(e, "what") != "unsafe-request").Select(e => Text(e, "kind")));
        Assert.Contains("plimsoll_alerts{component=\"support/chat\",priority=\"P0\",state=\"firing\"} 1", await _client.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await PagesShowAsync(Text(incident, "id")!);
    }

    [Theory]
    [InlineData("/api/v1/silences", """{"matchers":{},"ends_at":"2100-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/silences", """{"matchers":{"component":"x"},"ends_at":"2001-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/silences", """{"matchers":{"component":"x"}}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/alerts/none/acknowledge", "{}", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/incidents/none/notes", """{"text":"x"}""", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/incidents/none/notes", "{}", HttpStatusCode.BadRequest)]
    public async Task Request_that_makes_no_sense_is_refused(string path, string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(expected, (await _client.PostAsync(path, content)).StatusCode);
    }

    public async Task DisposeAsync()
    {
        await _gateway.StopAsync();
        await _gateway.DisposeAsync();
        await _receiver.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    public void Dispose() => _client.Dispose();

    private async Task AcknowledgeAsync(string key)
    {
        Assert.Equal(HttpStatusCode.NoContent, (await _client.PostAsJsonAsync($"/api/v1/alerts/{key}/acknowledge", new { by = "ann" })).StatusCode);
        var alert = (await _client.GetFromJsonAsync<JsonElement>("/api/v1/alerts?component=support/chat")).GetProperty("alerts").EnumerateArray().Single(a => Text(a, "key") == key);
        Assert.Equal("ann", Text(alert, "acknowledged_by"));
    }

    private async Task SilenceAsync()
    {
        var created = await _client.PostAsJsonAsync("/api/v1/silences", new { matchers = new { component = "support/*" }, ends_at = TimeProvider.System.GetUtcNow().AddHours(1), comment = "deploy" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var alerts = (await _client.GetFromJsonAsync<JsonElement>("/api/v1/alerts")).GetProperty("alerts");
        Assert.Equal("silenced", Text(alerts.EnumerateArray().Single(a => Text(a, "rule") == "unsafe"), "muted"));
        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync(created.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.DeleteAsync(created.Headers.Location)).StatusCode);
    }

    private async Task PagesShowAsync(string incident)
    {
        var alerts = await _client.GetStringAsync("/alerts");
        Assert.Contains("request safety", alerts, StringComparison.Ordinal);
        Assert.Contains("ann", alerts, StringComparison.Ordinal);
        var page = await _client.GetStringAsync($"/incidents/{incident}");
        Assert.Contains("acknowledged", page, StringComparison.Ordinal);
        Assert.Contains("<li>Read the answer</li>", page, StringComparison.Ordinal);
        Assert.Contains("P0: any request: safety &lt; 90%", alerts, StringComparison.Ordinal);
        await NotesAndRetiresAsync(incident);
    }

    private async Task NotesAndRetiresAsync(string incident)
    {
        using var note = new FormUrlEncodedContent([new("text", "the filter was off")]);
        Assert.Contains("the filter was off", await (await _client.PostAsync($"/alerts/note?incident={incident}", note)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsync("/alerts/retire?incident=none", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync($"/alerts/retire?incident={incident}", null)).StatusCode);
        await Eventually.TrueAsync(
            async () => (await _client.GetFromJsonAsync<JsonElement>("/api/v1/alerts?active=true")).GetProperty("alerts").GetArrayLength() == 0, "alerts of the retired component end", TimeSpan.FromSeconds(60));
    }

    private PlimsollOptions Options() => ConfigurationReader.Read($$"""
        urls: http://127.0.0.1:0
        otlp_http: off
        otlp_grpc: off
        data_directory: {{_directory.FullName}}
        alerts:
          rules:
            - { name: unsafe, when: "any request: safety < 0.9 for 0s", priority: P0, channels: [hook], runbook_steps: [Read the answer] }
          channels:
            - { name: hook, kind: webhook, url: "{{_receiver.Urls.Single()}}/hook" }
        """, new Dictionary<string, string>()).Options!;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}

using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Alerting;

/// <summary>A gateway in a process of its own, whose judge and whose webhook are the test's.</summary>
internal sealed class NotifyingGateway : IAsyncDisposable
{
    /// <summary>An answer waits for up to a minute until the sample of its minute is drawn.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(150);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-notify-");
    private readonly RecordingReceiver _receiver;
    private readonly GatewayProcess _gateway;

    private NotifyingGateway(RecordingReceiver receiver)
    {
        _receiver = receiver;
        var config = Path.Combine(_directory.FullName, "plimsoll.yaml");
        File.WriteAllText(config, $$"""
            judges:
              strict: { kind: openai, base_url: "{{receiver.Url}}/v1", model: strict-1 }
            quality: { judge: strict, sample_rate: 1, fixed_set_every: off }
            alerts:
              channels:
                - { name: hook, kind: webhook, url: "{{receiver.Url}}/hook" }
            """);
        _gateway = new(Path.Combine(_directory.FullName, "data"), new Dictionary<string, string>(), "--config", config);
    }

    public static async Task<NotifyingGateway> StartAsync()
    {
        var gateway = new NotifyingGateway(await RecordingReceiver.StartAsync());
        await gateway._gateway.StartAsync();
        return gateway;
    }

    public async Task SendAsync(object record)
    {
        using var sent = await _gateway.Http.PostAsJsonAsync("api/v1/records", new[] { record });
        Assert.Contains("\"accepted\":1", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>When the gateway wrote down that the hook knows of a component at a priority; the hook knows then.</summary>
    public async Task<DateTimeOffset> NotifiedAsync(string component, string priority)
    {
        await Eventually.TrueAsync(() => _receiver.Told(component, priority) is not null, $"the hook is told of {component} at {priority}", s_deadline);
        DateTimeOffset? at = null;
        await Eventually.TrueAsync(async () =>
        {
            var incidents = (await GetAsync($"api/v1/incidents?component={component}")).GetProperty("incidents").EnumerateArray();
            at = incidents.SelectMany(i => i.GetProperty("timeline").EnumerateArray())
                .Where(e => e.GetProperty("kind").GetString() == "notified" && e.GetProperty("text").GetString()!.Contains(priority, StringComparison.Ordinal))
                .Select(e => (DateTimeOffset?)e.GetProperty("at").GetDateTimeOffset()).Min();
            return at is not null;
        }, $"the incident of {component} says that the hook was told", s_deadline);
        return at!.Value;
    }

    public async Task<JsonElement> GetAsync(string path) => await _gateway.Http.GetFromJsonAsync<JsonElement>(path);

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _receiver.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;
using Xunit.Abstractions;

namespace Plimsoll.EndToEnd.Tests.Alerting;

/// <summary>From harm to whoever is told of it, through a gateway in a process of its own, by the gateway's own clock.</summary>
public sealed class NotificationTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Tries = 3;
    private static readonly TimeSpan s_aim = TimeSpan.FromSeconds(10);

    /// <summary>An answer waits for up to a minute until the sample of its minute is drawn.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(150);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-notify-");
    private RecordingReceiver _receiver = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _receiver = await RecordingReceiver.StartAsync();
        var config = Path.Combine(_directory.FullName, "plimsoll.yaml");
        await File.WriteAllTextAsync(config, $$"""
            judges:
              strict: { kind: openai, base_url: "{{_receiver.Url}}/v1", model: strict-1 }
            quality: { judge: strict, sample_rate: 1, fixed_set_every: off }
            alerts:
              channels:
                - { name: hook, kind: webhook, url: "{{_receiver.Url}}/hook" }
            """);
        _gateway = new(Path.Combine(_directory.FullName, "data"), new Dictionary<string, string>(), "--config", config);
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _receiver.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>The best of some tries: what another program does to the processors is none of the gateway's doing.</summary>
    [Fact]
    public async Task A_flagged_request_is_told_within_ten_seconds_of_its_coming() => Assert.InRange(await BestAsync(async component =>
    {
        await SendAsync(component, new { component, request_id = component, timestamp = Now(), total_latency_ms = 900, safety_flags = new[] { "violence" } });
        await ToldAsync(component, "P2");
        var row = (await GetAsync($"api/v1/interactions?request_id={component}")).GetProperty("interactions")[0];
        return await NotifiedAsync(component, "P2") - row.GetProperty("received").GetDateTimeOffset();
    }), TimeSpan.Zero, s_aim);

    [Fact]
    public async Task A_harmful_verdict_is_confirmed_and_told_within_ten_seconds_of_its_being_recorded() => Assert.InRange(await BestAsync(async component =>
    {
        await SendAsync(component, new { component, request_id = component, timestamp = Now(), total_latency_ms = 900, prompt = "How?", response = "First, build a bomb." });
        await ToldAsync(component, "P0");
        var verdict = (await GetAsync($"api/v1/components/{component}/verdicts")).GetProperty("verdicts")[0];
        return await NotifiedAsync(component, "P0") - verdict.GetProperty("judged_at").GetDateTimeOffset();
    }), TimeSpan.Zero, s_aim);

    private async Task<TimeSpan> BestAsync(Func<string, Task<TimeSpan>> takes)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Tries && best > s_aim; i++)
        {
            var taken = await takes($"model-{i}");
            output.WriteLine(taken.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture));
            best = taken < best ? taken : best;
        }
        return best;
    }

    private async Task SendAsync(string component, object record)
    {
        using var sent = await _gateway.Http.PostAsJsonAsync("api/v1/records", new[] { record });
        Assert.Contains("\"accepted\":1", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task ToldAsync(string component, string priority) =>
        Eventually.TrueAsync(() => _receiver.Told(component, priority) is not null, $"the hook is told of {component} at {priority}", s_deadline);

    /// <summary>When the gateway wrote down that the hook knows.</summary>
    private async Task<DateTimeOffset> NotifiedAsync(string component, string priority)
    {
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

    private async Task<JsonElement> GetAsync(string path) => await _gateway.Http.GetFromJsonAsync<JsonElement>(path);

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}

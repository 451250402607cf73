using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Exporting;

public sealed class VerdictEventKillTests : IDisposable
{
    private const string Component = "chat";
    private const int Answers = 20;

    /// <summary>An answer waits for up to a minute until the sample of its minute is drawn.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(180);

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("plimsoll-verdict-events-");

    [Fact]
    public async Task No_event_is_lost_by_a_kill_and_one_that_comes_twice_has_the_same_id()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var file = Path.Combine(_work.FullName, "plimsoll.yaml");
        await File.WriteAllTextAsync(file, $"export:\n  otlp: {{ url: \"{receiver.Address}\", interval: 5s }}\n");
        await using var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>(), "--config", file);
        await gateway.StartAsync();
        await SendAsync(gateway);
        await Eventually.TrueAsync(() => receiver.Events.Count > 0, $"events are on their way; the gateway printed:\n{gateway.Output}", s_deadline);

        await gateway.KillAsync();
        receiver.Admits = true;
        await gateway.StartAsync();
        await Eventually.TrueAsync(async () => (await JudgedAsync(gateway)).Count == Answers, "all are judged", s_deadline);
        var judged = await JudgedAsync(gateway);
        await Eventually.TrueAsync(
            () => !judged.Except(receiver.Events.Where(e => e.Admitted).Select(e => e.Request)).Any(), $"all verdicts have come; the gateway printed:\n{gateway.Output}", s_deadline);

        var events = receiver.Events.GroupBy(e => (e.Request, e.Dimension)).ToList();
        Assert.Contains(events, e => e.Count() > 1);
        Assert.All(events, e => Assert.Single(e.Select(x => x.Id).Distinct()));
        Assert.Equal(events.Count, events.Select(e => e.First().Id).Distinct().Count());
    }

    public void Dispose() => _work.Delete(recursive: true);

    /// <summary>Answers that are judged for certain, since the screen flags them.</summary>
    private static async Task SendAsync(GatewayProcess gateway)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using var sent = await gateway.Http.PostAsJsonAsync("api/v1/records", Enumerable.Range(0, Answers).Select(i =>
            new { component = Component, request_id = $"answer-{i}", timestamp = now, total_latency_ms = 900, prompt = "How?", response = "First, build a bomb." }));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    private static async Task<IReadOnlyList<string>> JudgedAsync(GatewayProcess gateway)
    {
        var answer = await gateway.Http.GetFromJsonAsync<JsonElement>($"api/v1/components/{Component}/verdicts?limit=512");
        return [.. answer.GetProperty("verdicts").EnumerateArray().Select(v => v.GetProperty("request_id").GetString()!)];
    }
}

using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Exporting;

public sealed class VerdictEventKillTests : IDisposable
{
    private const ulong NanosPerMs = 1_000_000;

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("plimsoll-verdict-events-");

    [Fact]
    public async Task No_event_is_lost_by_a_kill_and_one_that_comes_twice_has_the_same_id()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var file = Path.Combine(_work.FullName, "plimsoll.yaml");
        await File.WriteAllTextAsync(file, $"export:\n  otlp: {{ url: \"{receiver.Address}\", interval: 5s }}\n");
        await using var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>(), "--demo", "--config", file);
        await gateway.StartAsync();
        await Eventually.TrueAsync(() => receiver.Events.Count > 0, $"events are on their way; the gateway printed:\n{gateway.Output}", s_deadline);

        await gateway.KillAsync();
        receiver.Admits = true;
        await gateway.StartAsync();
        var judged = await JudgedAsync(gateway, receiver.Events.Min(e => e.JudgedNanos));
        await Eventually.TrueAsync(
            () => !judged.Except(receiver.Events.Where(e => e.Admitted).Select(e => (e.Component, e.Request))).Any(), $"all {judged.Count} verdicts; the gateway printed:\n{gateway.Output}", s_deadline);

        var events = receiver.Events.GroupBy(e => (e.Component, e.Request, e.Dimension)).ToList();
        Assert.Contains(events, e => e.Count() > 1);
        Assert.All(events, e => Assert.Single(e.Select(x => x.Id).Distinct()));
        Assert.Equal(events.Count, events.Select(e => e.First().Id).Distinct().Count());
    }

    public void Dispose() => _work.Delete(recursive: true);

    /// <summary>Requests of the demo that have a verdict from that time on.</summary>
    private static async Task<IReadOnlyList<(string Component, string Request)>> JudgedAsync(GatewayProcess gateway, ulong fromNanos)
    {
        var judged = new List<(string, string)>();
        foreach (var component in new[] { "gpt-oss-20b", "Qwen2.5-7B-Instruct" })
        {
            using var answer = JsonDocument.Parse(await gateway.Http.GetStringAsync($"api/v1/components/{component}/verdicts?limit=512"));
            judged.AddRange(answer.RootElement.GetProperty("verdicts").EnumerateArray()
                .Where(v => (ulong)v.GetProperty("judged_at").GetDateTimeOffset().ToUnixTimeMilliseconds() * NanosPerMs >= fromNanos)
                .Select(v => (component, v.GetProperty("request_id").GetString()!)));
        }
        Assert.NotEmpty(judged);
        return judged;
    }
}

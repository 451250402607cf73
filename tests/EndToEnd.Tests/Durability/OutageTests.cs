using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>
/// A gateway process is killed before any checkpoint and comes back an hour later by its clock, which only a gateway
/// hosted in this process can be given.
/// </summary>
public sealed class OutageTests : IDisposable
{
    private const int Requests = 500;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-outage-");

    [Fact]
    public async Task Records_that_are_delivered_an_hour_after_they_were_acknowledged_are_neither_late_nor_moved()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using (var killed = new GatewayProcess(_data.FullName, new Dictionary<string, string> { ["PLIMSOLL__CHECKPOINTS__INTERVAL"] = "1h" }))
        {
            await killed.StartAsync();
            await SendAsync(killed.Http, now);
            await killed.KillAsync();
        }

        var options = new PlimsollOptions { Urls = ["http://127.0.0.1:0"], OtlpHttp = null, OtlpGrpc = null, DataDirectory = _data.FullName };
        await using WebApplication later = GatewayApp.Build(options, demo: false, new ManualTimeProvider(now.AddHours(1)));
        await later.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(later.Urls.First()) };
        var detail = await EventuallyCountedAsync(http);
        var quality = detail.GetProperty("data_quality");
        Assert.Equal((0, 0), (quality.GetProperty("late").GetInt32(), quality.GetProperty("too_old").GetInt32()));
        Assert.Equal(now.ToUnixTimeMilliseconds(), detail.GetProperty("last_seen").GetDateTimeOffset().ToUnixTimeMilliseconds());
        var hour = now.AddMinutes(-2).ToUnixTimeMilliseconds();
        Assert.Equal(Requests, await SumAsync(http, $"from={hour}&to={now.AddMinutes(1).ToUnixTimeMilliseconds()}"));
        await later.StopAsync();
    }

    public void Dispose() => _data.Delete(recursive: true);

    /// <summary>Records of the last minute and a half, in batches of fifty.</summary>
    private static async Task SendAsync(HttpClient http, DateTimeOffset now)
    {
        foreach (var batch in Enumerable.Range(0, Requests).Chunk(50))
        {
            var lines = batch.Select(i => $$"""{"component":"out","request_id":"o-{{i}}","timestamp":{{now.AddMilliseconds(-i * 180).ToUnixTimeMilliseconds()}},"input_tokens":{{i}}}""");
            using var body = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
            using var answer = await http.PostAsync("api/v1/records", body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task<JsonElement> EventuallyCountedAsync(HttpClient http)
    {
        JsonElement detail = default;
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await http.GetAsync("api/v1/components/out");
            if (!answer.IsSuccessStatusCode)
                return false;
            detail = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            return detail.GetProperty("requests").GetInt32() >= Requests;
        }, $"{Requests} records are counted");
        Assert.Equal(Requests, detail.GetProperty("requests").GetInt32());
        return detail;
    }

    private static async Task<double> SumAsync(HttpClient http, string period)
    {
        using var json = JsonDocument.Parse(await http.GetStringAsync($"api/v1/components/out/series?metric=requests&step=1m&{period}"));
        return json.RootElement.GetProperty("points").EnumerateArray().Sum(p => p.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : 0);
    }
}

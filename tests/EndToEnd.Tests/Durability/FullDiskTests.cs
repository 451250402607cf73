using System.Net;
using System.Text;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>A real gateway whose disk is really full, while clients go on sending.</summary>
public sealed class FullDiskTests
{
    [MountFact]
    public async Task Full_disk_is_answered_503_and_costs_nothing_that_was_acknowledged_and_no_restart()
    {
        using var disk = new SmallDisk(mebibytes: 24);
        await using var gateway = new GatewayProcess(disk.Data, new Dictionary<string, string>
        {
            ["PLIMSOLL__JOURNAL__SEGMENT_BYTES"] = "1MiB",
            ["PLIMSOLL__CHECKPOINTS__INTERVAL"] = "500ms",
        });
        await gateway.StartAsync();
        var clients = new LoadClients(gateway, batchSize: 50);
        var load = clients.RunAsync(2);
        await Eventually.TrueAsync(() => load.IsFaulted || clients.Count >= 1000, "some records are acknowledged");

        disk.Fill();
        TimeSpan? retryAfter = null;
        await Eventually.TrueAsync(async () => (retryAfter = await RefusedAsync(gateway.Http)) is not null, $"a refusal; the gateway printed:\n{gateway.Output}");
        Assert.True(retryAfter > TimeSpan.Zero);
        var whenFull = clients.Count;
        using var health = await gateway.Http.GetAsync("healthz");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        disk.Free();
        await Eventually.TrueAsync(() => load.IsFaulted || clients.Count >= whenFull + 1000, $"acknowledgements after room was made; the gateway printed:\n{gateway.Output}");
        clients.Enough();
        await load;
        Assert.True(clients.Retries > 0, "the full disk refused some");
        await CountedTotals.AssertCountedOnceAsync(gateway.Http, clients.Acknowledged);

        await gateway.KillAsync();
        await gateway.StartAsync();
        await CountedTotals.AssertCountedOnceAsync(gateway.Http, clients.Acknowledged);
    }

    /// <summary>How long a refused client is asked to wait; null when its record was taken.</summary>
    private static async Task<TimeSpan?> RefusedAsync(HttpClient http)
    {
        using var body = new StringContent("""{"component":"probe","timestamp":1767225600000,"input_tokens":1}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("api/v1/records", body);
        if (answer.IsSuccessStatusCode)
            return null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return answer.Headers.RetryAfter?.Delta;
    }
}

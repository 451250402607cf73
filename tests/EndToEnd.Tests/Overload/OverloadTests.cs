using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Overload;

/// <summary>A real gateway that is sent ten times what it takes at once.</summary>
public sealed class OverloadTests : IDisposable
{
    private const int Places = 4;
    private const int Clients = 10 * Places;
    private const int Least = 60_000;
    private const long MaxResidentBytes = 512L << 20;

    private static readonly string[] s_pages = ["/", "/components/model-1", "/metrics", "/api/v1/components", "/healthz"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-overload-");

    [Fact]
    public async Task Ten_times_what_it_takes_is_turned_away_and_costs_nothing_that_was_acknowledged()
    {
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>
        {
            ["PLIMSOLL__INGEST__MAX_CONCURRENT_REQUESTS"] = Places.ToString(CultureInfo.InvariantCulture),
            ["PLIMSOLL__INGEST__MAX_BACKLOG_BYTES"] = "1MiB",
            ["PLIMSOLL__CHECKPOINTS__INTERVAL"] = "1s",
        });
        await gateway.StartAsync();
        var clients = new LoadClients(gateway, batchSize: 500);
        var load = clients.RunAsync(Clients);
        await Eventually.TrueAsync(() => load.IsFaulted || clients.Count > 0, "the load has begun");

        var slowest = await ReadPagesAsync(gateway.Http, () => load.IsFaulted || clients.Count >= Least);
        clients.Enough();
        await load;

        Assert.True(clients.TurnedAway > 0, "nothing was turned away: that was no overload");
        Assert.True(slowest < s_patience, $"a page took {slowest}");
        await CountedTotals.AssertCountedOnceAsync(gateway.Http, clients.Acknowledged);
        Assert.InRange(gateway.PeakResidentBytes, 1, MaxResidentBytes);
    }

    [Fact]
    public async Task Bombs_from_many_clients_stay_within_the_bound_on_memory()
    {
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>());
        await gateway.StartAsync();
        var bomb = Bomb(mebibytes: 200);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(gateway, bomb));

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SendAsync(gateway, bomb)));

        Assert.All(answers, a => Assert.True(a is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.TooManyRequests, $"{a}"));
        Assert.InRange(gateway.PeakResidentBytes, 1, MaxResidentBytes);
        Assert.DoesNotContain("fail:", gateway.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _data.Delete(recursive: true);

    /// <summary>Reads every page again and again, as people do who want to know what is going on; the longest it took.</summary>
    private static async Task<TimeSpan> ReadPagesAsync(HttpClient http, Func<bool> until)
    {
        var slowest = TimeSpan.Zero;
        do
        {
            foreach (var page in s_pages)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await http.GetAsync(new Uri(page, UriKind.Relative));
                Assert.True(answer.StatusCode == HttpStatusCode.OK || (page.StartsWith("/components/", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.NotFound), $"{page}: {answer.StatusCode}");
                slowest = slowest > watch.Elapsed ? slowest : watch.Elapsed;
            }
        }
        while (!until());
        return slowest;
    }

    private static async Task<HttpStatusCode> SendAsync(GatewayProcess gateway, byte[] bomb)
    {
        using var body = new ByteArrayContent(bomb) { Headers = { { "Content-Type", "application/json" }, { "Content-Encoding", "gzip" } } };
        using var answer = await gateway.Http.PostAsync("api/v1/records", body);
        return answer.StatusCode;
    }

    private static byte[] Bomb(int mebibytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blank = new byte[1 << 20];
            blank.AsSpan().Fill((byte)' ');
            for (var i = 0; i < mebibytes; i++)
                gzip.Write(blank);
        }
        return packed.ToArray();
    }
}

using Plimsoll.Components.Views;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class OutageTests
{
    [Fact]
    public async Task Full_disk_is_answered_as_unavailable_and_needs_no_restart()
    {
        await using var gateway = new CrashingGateway();
        await gateway.StartAsync();
        Assert.IsType<SubmitResult.Accepted>(await SubmitAsync(gateway, "1", Now()));
        gateway.Disk.Capacity = 0;

        var refused = Assert.IsType<SubmitResult.Unavailable>(await SubmitAsync(gateway, "2", Now()));
        Assert.Equal("disk_refused", refused.Reason);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        Assert.IsType<SubmitResult.Unavailable>(await SubmitAsync(gateway, "2", Now()));

        gateway.Disk.Capacity = long.MaxValue;
        Assert.Equal(new SubmitResult.Accepted(1, 0), await SubmitAsync(gateway, "2", Now()));
        Assert.Equal(new SubmitResult.Accepted(0, 1), await SubmitAsync(gateway, "2", Now()));
        await Eventually.TrueAsync(async () => (await gateway.Components.Get("a").GetViewAsync()).Requests == 2, "both count, once each");
    }

    [Fact]
    public async Task Everything_sent_twice_counts_once_across_a_restart_too()
    {
        await using var gateway = new CrashingGateway();
        await gateway.StartAsync();
        for (var id = 0; id < 50; id++)
            Assert.Equal(new SubmitResult.Accepted(1, 0), await SubmitAsync(gateway, $"{id}", Now()));
        await gateway.CrashAsync(disk => disk.AfterPowerCut());
        for (var id = 0; id < 50; id++)
            Assert.Equal(new SubmitResult.Accepted(0, 1), await SubmitAsync(gateway, $"{id}", Now()));
        Assert.Equal(50, (await gateway.Components.Get("a").GetViewAsync()).Requests);
    }

    [Fact]
    public async Task Outage_of_an_hour_before_redelivery_turns_nothing_late()
    {
        var time = new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Rows.NowMs));
        await using var gateway = new CrashingGateway { Time = time };
        await gateway.StartAsync();
        for (var minute = 0; minute < 10; minute++)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            for (var id = 0; id < 10; id++)
                await SubmitAsync(gateway, $"{minute}-{id}", now);
            // No timer fires: the crash comes before any checkpoint.
            time.Jump(time.GetUtcNow() + TimeSpan.FromMinutes(1));
        }
        time.Jump(time.GetUtcNow() + TimeSpan.FromHours(1));

        await gateway.CrashAsync(disk => disk.AfterPowerCut());

        var view = await gateway.Components.Get("a").GetViewAsync();
        Assert.Equal(100, view.Requests);
        Assert.Equal(0, view.DataQuality.Late + view.DataQuality.TooOld);
        var from = DateTimeOffset.FromUnixTimeMilliseconds(Rows.NowMs);
        var series = await gateway.Components.Get("a").GetSeriesAsync(
            new SeriesQuery(["requests"], from, from + TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1)));
        Assert.All(series.Series[0].Points.Take(10), p => Assert.Equal(10, p.Value));
    }

    [Fact]
    public async Task Components_beyond_the_bound_are_not_admitted_and_known_ones_still_are()
    {
        await using var gateway = new CrashingGateway { MaxComponents = 2 };
        await gateway.StartAsync();
        Assert.True(gateway.Pipeline.Admits("a"));
        Assert.Equal(new SubmitResult.Accepted(1, 0), await SubmitAsync(gateway, "1", Now()));
        Assert.True(gateway.Pipeline.Admits("b"));
        Assert.False(gateway.Pipeline.Admits("c"));
        Assert.True(gateway.Pipeline.Admits("a"));

        await gateway.CrashAsync(disk => disk.AfterPowerCut());

        Assert.True(gateway.Pipeline.Admits("new"));
        Assert.True(gateway.Pipeline.Admits("a"));
        Assert.False(gateway.Pipeline.Admits("another"));
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task<SubmitResult> SubmitAsync(CrashingGateway gateway, string id, long nowMs)
    {
        var batch = gateway.Pipeline.Rent();
        batch.Add(Rows.Record("a", id, atMs: nowMs));
        return await gateway.Pipeline.SubmitAsync(batch, nowMs);
    }
}

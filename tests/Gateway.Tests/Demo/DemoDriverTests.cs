using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Demo;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Demo;

/// <summary>The demo in a whole gateway, through the journal and the components.</summary>
public sealed class DemoDriverTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-demo-");

    [Fact]
    public async Task A_day_is_filled_in_once_however_often_the_demo_starts()
    {
        var first = await RunAsync(async (directory, started) =>
        {
            await FilledAsync(directory, started);
            foreach (var model in DemoModel.All)
                await HasAWholeDayAsync(directory.Get(model.Name));
        });
        var second = await RunAsync(FilledAsync);
        Assert.All(second.Zip(first), v => Assert.Equal(v.Second.From, v.First.From));
        Assert.All(first.Concat(second), HoldsEachRequestOnce);
    }

    [Fact]
    public async Task Nothing_of_the_history_counts_as_late_or_odd()
    {
        var views = await RunAsync(FilledAsync);
        Assert.All(views, v => Assert.Equal(new DataQualityView(), v.DataQuality));
        Assert.All(views, v => Assert.Equal(ComponentState.Active, v.Summary.State));
        Assert.All(views, v => Assert.NotNull(v.Gpu?.Free));
        Assert.All(views, v => Assert.True(v.Cost?.Total24h > 20 * v.Cost?.PerHour, $"{v.Cost}"));
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static async Task HasAWholeDayAsync(IInferenceComponent component)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var metric in new[] { "ttft_ms.p95", "requests_per_second", "gpu_utilization_ratio", "cost_per_hour", "requests_running" })
        {
            var set = await component.GetSeriesAsync(new SeriesQuery([metric], now.AddHours(-23), now.AddMinutes(-2), TimeSpan.FromMinutes(1)));
            Assert.Null(set.Problem);
            var points = set.Series[0].Points;
            var empty = points.Count(p => p.Value is null);
            Assert.True(points.Count > 1300 && empty < 20, $"{metric}: {empty} of {points.Count} points are empty");
        }
    }

    private static void HoldsEachRequestOnce(ComponentView view)
    {
        var model = DemoModel.All.Single(m => m.Name == view.Summary.Component);
        var (from, to) = (view.From.ToUnixTimeMilliseconds(), view.Summary.LastSeen!.Value.ToUnixTimeMilliseconds());
        var made = 0;
        for (var minute = from / 60_000; minute <= to / 60_000; minute++)
            made += new DemoRequests(DemoWorkload.DefaultSeed, model, minute).Make().Count(r => r.TimestampMs >= from && r.TimestampMs <= to);
        Assert.Equal(made, view.Requests);
    }

    private static Task FilledAsync(IComponentDirectory directory, DateTimeOffset started) => Eventually.TrueAsync(
        async () => (await directory.ListAsync()).Count(c => c.LastSeen > started.AddSeconds(-1)) == DemoModel.All.Count, "a day of history up to now");

    private async Task<List<ComponentView>> RunAsync(Func<IComponentDirectory, DateTimeOffset, Task> look)
    {
        var started = TimeProvider.System.GetUtcNow();
        var options = new PlimsollOptions { Urls = ["http://127.0.0.1:0"], OtlpHttp = null, OtlpGrpc = null, DataDirectory = _data.FullName };
        await using WebApplication app = GatewayApp.Build(options, demo: true, TimeProvider.System);
        await app.StartAsync();
        var directory = app.Services.GetRequiredService<IComponentDirectory>();
        await look(directory, started);
        var views = new List<ComponentView>();
        foreach (var model in DemoModel.All)
            views.Add(await directory.Get(model.Name).GetViewAsync());
        await app.StopAsync();
        return views;
    }
}

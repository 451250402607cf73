using Plimsoll.Components;
using Plimsoll.Costs;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class CostTests
{
    private const long Start = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Reserved_gpus_cost_by_the_clock_however_ticks_fall()
    {
        foreach (var step in new[] { 7 * Feed.Second, Feed.Minute, 17 * Feed.Minute, 2 * Feed.Hour })
        {
            var feed = new Feed(new ComponentSettings { ReservedGpus = 3, Price = new PriceSettings(GpuHour: 1.7) });
            for (var at = Start; at < Start + 2 * Feed.Hour; at += step)
                feed.Component.Tick(at);
            feed.Component.Tick(Start + 2 * Feed.Hour);

            Assert.Equal(2 * 3 * 1.7, feed.Component.Metrics(Start + 2 * Feed.Hour).CostDollars, 8);
            Assert.Equal(2 * 3 * 1.7, feed.View(Start + 2 * Feed.Hour).Cost!.Total24h, 8);
        }
    }

    [Fact]
    public void Without_a_reservation_the_gpus_that_hold_work_cost_while_their_readings_are_fresh()
    {
        var feed = new Feed(new ComponentSettings { Price = new PriceSettings(GpuHour: 6) });
        feed.Component.Tick(Start);
        feed.Send(Start, Gpu("0", Start, 0.8), Gpu("1", Start, 0.4), Gpu("2", Start, 0));

        feed.Component.Tick(Start + Feed.Minute);
        Assert.Equal(2 * 6 / 60.0, feed.Component.Metrics(Start + Feed.Minute).CostDollars, 9);
        Assert.Equal(12, feed.View(Start + Feed.Minute).Cost!.PerHour, 9);
        Assert.Equal((1 - 0.4) * 12, feed.View(Start + Feed.Minute).Cost!.IdleGpuPerHour!.Value, 9);
        feed.Component.Tick(Start + Feed.Hour);

        Assert.Equal(2 * 6 / 60.0, feed.Component.Metrics(Start + Feed.Hour).CostDollars, 9);
    }

    /// <summary>Four GPUs for 5.752 dollars an hour on one endpoint, one for 0.5 on others.</summary>
    [Fact]
    public void Without_a_price_the_gpus_that_sagemaker_reports_cost_what_its_instances_do_working_or_idle()
    {
        var prices = new EndpointPrices(new Dictionary<string, GpuHourPrice> { ["e"] = new(5.752 / 4, "a list"), ["*"] = new(0.5, "another") });
        var feed = new Feed(new ComponentSettings { EndpointPrices = prices });
        feed.Component.Tick(Start);
        Assert.Null(feed.View(Start).Cost);
        feed.Send(Start, Reported("0", "e"), Reported("1", "e"), Reported("2", "e"), Reported("3", null));

        feed.Component.Tick(Start + Feed.Minute);
        Assert.Equal(3 * 5.752 / 4 + 0.5, feed.View(Start + Feed.Minute).Cost!.PerHour, 9);
        Assert.Equal(3 * 5.752 / 4 + 0.5, feed.View(Start + Feed.Minute).Cost!.IdleGpuPerHour!.Value, 9);
        Assert.Equal((3 * 5.752 / 4 + 0.5) / 60, feed.Component.Metrics(Start + Feed.Minute).CostDollars, 9);
        feed.Component.Tick(Start + Feed.Hour);
        Assert.Equal((3 * 5.752 / 4 + 0.5) / 60, feed.Component.Metrics(Start + Feed.Hour).CostDollars, 9);

        var configured = new Feed(new ComponentSettings { EndpointPrices = prices, Price = new PriceSettings(GpuHour: 6), ReservedGpus = 1 });
        configured.Send(Start, Reported("0", "e"), Reported("1", "e"));
        configured.Component.Tick(Start + Feed.Minute);
        Assert.Equal(6, configured.View(Start + Feed.Minute).Cost!.PerHour, 9);

        static GpuSample Reported(string gpu, string? endpoint) => Gpu(gpu, Start, 0) with { Endpoint = endpoint, Source = TelemetrySource.CloudWatch };
    }

    [Fact]
    public void Of_gpus_that_sagemaker_does_not_report_its_prices_say_nothing()
    {
        var prices = new EndpointPrices(new Dictionary<string, GpuHourPrice> { ["e"] = new(2, "a list") });
        var feed = new Feed(new ComponentSettings { EndpointPrices = prices });
        feed.Component.Tick(Start);
        feed.Send(Start, Gpu("0", Start, 0.8), Gpu("0", Start, 0.8) with { Endpoint = "another", Source = TelemetrySource.CloudWatch });
        feed.Component.Tick(Start + Feed.Minute);

        Assert.Null(feed.View(Start + Feed.Minute).Cost);
        Assert.Equal(0, feed.Component.Metrics(Start + Feed.Minute).CostDollars);
    }

    [Fact]
    public void Tokens_cost_as_priced_with_cached_input_cheaper()
    {
        var price = new PriceSettings(InputPerMillionTokens: 0.5, CachedInputPerMillionTokens: 0.05, OutputPerMillionTokens: 1.5);
        var feed = new Feed(new ComponentSettings { Price = price });

        feed.Send(Start, Feed.Request(Start, r => (r.InputTokens, r.CachedInputTokens, r.OutputTokens) = (1000, 400, 200)),
            Feed.Request(Start, r => (r.InputTokens, r.OutputTokens, r.ErrorType) = (1000, 0, "timeout")));

        var cost = feed.View(Start + 1).Cost!;
        var expected = (600 * 0.5 + 400 * 0.05 + 200 * 1.5 + 1000 * 0.5) / 1e6;
        Assert.Equal(expected, cost.Total24h, 12);
        Assert.Equal(expected / 2200 * 1e6, cost.PerMillionTokens!.Value, 9);
        Assert.Equal(expected, cost.PerSuccessfulRequest!.Value, 12);
        Assert.Null(cost.IdleGpuPerHour);
    }

    [Fact]
    public void Minute_that_is_not_over_costs_as_much_an_hour_as_the_ones_before()
    {
        var feed = new Feed(new ComponentSettings { ReservedGpus = 2, Price = new PriceSettings(GpuHour: 1.5) });
        feed.Send(Start, Feed.Request(Start));
        for (var at = Start; at <= Start + 130 * Feed.Second; at += 5 * Feed.Second)
            feed.Component.Tick(at);

        Assert.Equal([3, 3, 3], Costs(Start + 134 * Feed.Second), Close);
        feed.Component.Tick(Start + 178 * Feed.Second);
        Assert.Equal([3, 3, 3, null], Costs(Start + 182 * Feed.Second), Close);

        IEnumerable<double?> Costs(long nowMs)
        {
            var from = DateTimeOffset.FromUnixTimeMilliseconds(Start);
            return OneSeries.Ask(feed.Component, "cost_per_hour", from, from.AddMinutes(10), TimeSpan.FromMinutes(1), nowMs).Points.Select(p => p.Value);
        }

        static bool Close(double? a, double? b) => a is null == b is null && Math.Abs((a - b) ?? 0) < 1e-6;
    }

    [Fact]
    public void Nothing_is_said_of_cost_without_a_price()
    {
        var feed = new Feed();
        feed.Send(Start, Feed.Request(Start));

        Assert.Null(feed.View(Start).Cost);
        Assert.Null(feed.Component.Metrics(Start).CostDollarsPerHour);
    }

    [Fact]
    public void Cost_per_hour_has_a_series()
    {
        var feed = new Feed(new ComponentSettings { ReservedGpus = 1, Price = new PriceSettings(GpuHour: 4) });
        feed.Send(Start, Feed.Request(Start));
        for (var at = Start; at <= Start + 10 * Feed.Minute; at += 30 * Feed.Second)
            feed.Component.Tick(at);

        var from = DateTimeOffset.FromUnixTimeMilliseconds(Start);
        var points = OneSeries.Ask(feed.Component, "cost_per_hour", from, from.AddMinutes(10), TimeSpan.FromMinutes(1), Start + 10 * Feed.Minute).Points;

        Assert.Equal(10, points.Count);
        Assert.All(points, p => Assert.Equal(4, p.Value!.Value, 6));
    }

    private static GpuSample Gpu(string gpu, long atMs, double utilization) =>
        new() { Component = Feed.Name, Gpu = gpu, TimestampMs = atMs, UtilizationRatio = utilization, MemoryUsedMiB = 1, MemoryTotalMiB = 1000 };
}

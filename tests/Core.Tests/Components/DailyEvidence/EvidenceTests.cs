using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.DailyEvidence;

public class EvidenceTests
{
    private const long Day = 24 * Feed.Hour;
    private static readonly DateOnly s_first = new(2026, 1, 1);

    private static readonly ComponentSettings s_settings = new()
    {
        ReservedGpus = 4,
        Price = new(GpuHour: 2, InputPerMillionTokens: 1, CachedInputPerMillionTokens: 0.1, OutputPerMillionTokens: 3),
    };

    [Fact]
    public void Days_add_up_to_the_counters_of_the_life_while_hours_leave_and_after()
    {
        var feed = new Feed(s_settings);
        var traffic = new Traffic(3) { Mixed = false };
        for (var i = 0; i < 40; i++)
        {
            traffic.Run(feed, hours: 2, perMinute: 2);
            if (i % 10 != 3)
                continue;
            var days = Ask(feed.Component, traffic.NowMs).Days;
            var metrics = feed.Component.Metrics(traffic.NowMs);
            Assert.Equal(metrics.Requests, days.Sum(d => d.Requests));
            Assert.Equal(metrics.OutputTokens, days.Sum(d => d.OutputTokens));
            Assert.Equal(metrics.CostDollars, days.Sum(d => d.Cost.Tokens + d.Cost.Gpu), 6);
            Assert.Equal(metrics.Requests, days.SelectMany(d => d.Versions).Sum(v => v.Requests));
        }
    }

    [Fact]
    public void Version_and_tenant_carry_their_tokens_and_the_cost_of_them()
    {
        var feed = new Feed(s_settings);
        feed.Send(Feed.T0,
            Feed.Request(Feed.T0, r => (r.Tenant, r.ModelVersion, r.InputTokens, r.CachedInputTokens, r.OutputTokens) = ("acme", "v1", 1000, 400, 200)),
            Feed.Request(Feed.T0, r => (r.Tenant, r.ModelVersion, r.ErrorType) = ("zenith", "v2", "timeout")),
            Feed.Request(Feed.T0, r => (r.Tenant, r.ModelVersion) = ("acme", "v2")));

        var day = Assert.Single(Ask(feed.Component, Feed.T0 + Feed.Minute).Days);

        Assert.Equal([("acme", 2L, 0L, 1100L), ("zenith", 1, 1, 100)], day.Tenants.Select(t => (t.Name, t.Requests, t.Errors, t.InputTokens)));
        var v1 = Assert.Single(day.Versions, v => v.Name == "v1");
        Assert.Equal((600 * 1 + 400 * 0.1 + 200 * 3) / 1e6, v1.TokenDollars, 12);
        Assert.Equal(day.Cost.Tokens, day.Tenants.Sum(t => t.TokenDollars), 12);
    }

    [Fact]
    public void Idle_and_unused_gpus_cost_by_what_readings_say_and_hours_without_readings_say_nothing()
    {
        var feed = new Feed(s_settings);
        for (var at = Feed.T0; at <= Feed.T0 + 2 * Feed.Hour; at += Feed.Minute)
        {
            if (at < Feed.T0 + Feed.Hour)
                feed.Send(at, Gpu("0", at, 0.5), Gpu("1", at, 0.5));
            feed.Component.Tick(at);
        }

        var cost = Assert.Single(Ask(feed.Component, Feed.T0 + 2 * Feed.Hour).Days).Cost;

        Assert.Equal((16, 4, 4, 8), (Math.Round(cost.Gpu, 6), Math.Round(cost.GpuIdle, 6), Math.Round(cost.GpuUnused, 6), Math.Round(cost.GpuUnmeasured, 6)));
    }

    [Fact]
    public void Evidence_is_the_same_after_a_restart_and_counts_nothing_twice()
    {
        var feed = new Feed(s_settings);
        var store = new BlockStore();
        long saved = 0;
        for (var day = 0; day < 10; day++)
        {
            Serve(feed, Feed.T0 + day * Day, hours: 24);
            var snapshot = feed.Component.Save(saved);
            store.Commit(snapshot);
            saved = snapshot.Version;
        }
        var now = Feed.T0 + 10 * Day;

        var loaded = new Feed(store.Load(s_settings));
        Assert.NotEmpty(loaded.Component.ArchivedEvidence(Whole));
        Assert.Equal(Views.Json(Ask(feed.Component, now, store)), Views.Json(Ask(loaded.Component, now, store)));

        foreach (var one in (Feed[])[feed, loaded])
            Serve(one, now, hours: 30);
        var after = Ask(loaded.Component, now + 30 * Feed.Hour, store);
        Assert.Equal(Views.Json(Ask(feed.Component, now + 30 * Feed.Hour, store)), Views.Json(after));
        Assert.Equal((12, 270 * 3), (after.Days.Count, after.Days.Sum(d => d.Requests)));
    }

    [Fact]
    public void Days_are_kept_for_400_days_and_then_leave_the_store()
    {
        var feed = new Feed();
        var store = new BlockStore();
        long saved = 0;
        for (var day = 0; day < 430; day++)
        {
            var at = Feed.T0 + day * Day;
            feed.Send(at, Feed.Request(at));
            feed.Component.Tick(at + 12 * Feed.Hour);
            var snapshot = feed.Component.Save(saved);
            store.Commit(snapshot);
            saved = snapshot.Version;
        }

        var days = Ask(feed.Component, Feed.T0 + 429 * Day + 13 * Feed.Hour, store).Days;

        Assert.Equal(401, days.Count);
        Assert.All(days, d => Assert.Equal(1, d.Requests));
        Assert.InRange(store.Names.Count(n => n.StartsWith("evidence/", StringComparison.Ordinal)), 57, 62);
    }

    [Fact]
    public void Long_silence_files_what_was_before_it_under_its_own_day()
    {
        var feed = new Feed();
        feed.Send(Feed.T0, Feed.Request(Feed.T0));
        var later = Feed.T0 + 9 * Day;
        feed.Send(later, Feed.Request(later));

        var days = Ask(feed.Component, later).Days;

        Assert.Equal([(s_first, true, 1), (s_first.AddDays(9), false, 1L)], days.Where(d => d.Requests > 0).Select(d => (d.Day, d.Final, d.Requests)));
    }

    [Fact]
    public void Names_beyond_the_room_share_a_slot_and_no_request_is_lost()
    {
        var feed = new Feed(new ComponentSettings { MaxNamedValues = 1000 });
        for (var i = 0; i < 300; i++)
        {
            var (at, tenant) = (Feed.T0 + i * Feed.Second, $"t{i}");
            feed.Send(at, Feed.Request(at, r => r.Tenant = tenant));
        }
        feed.Component.Tick(Feed.T0 + 30 * Feed.Hour);

        var tenants = Ask(feed.Component, Feed.T0 + 30 * Feed.Hour).Days[0].Tenants;

        Assert.Equal((65, 300L), (tenants.Count, tenants.Sum(t => t.Requests)));
        Assert.Equal(236, Assert.Single(tenants, t => t.Name == "__other__").Requests);
    }

    private static EvidenceQuery Whole => new(s_first.AddDays(-1), s_first.AddDays(1000));

    private static EvidenceSet Ask(InferenceComponent component, long nowMs, BlockStore? store = null) =>
        component.Evidence(Whole, nowMs, store?.Read(component.ArchivedEvidence(Whole)) ?? []);

    private static void Serve(Feed feed, long fromMs, int hours)
    {
        for (var at = fromMs; at < fromMs + hours * Feed.Hour; at += 20 * Feed.Minute)
        {
            feed.Send(at, Feed.Request(at, r => (r.ModelVersion, r.Tenant, r.UserHash) = ("v1", "acme", (ulong)at)));
            feed.Component.Tick(at + Feed.Minute);
        }
    }

    private static GpuSample Gpu(string gpu, long atMs, double utilization) =>
        new() { Component = Feed.Name, Gpu = gpu, TimestampMs = atMs, UtilizationRatio = utilization, MemoryUsedMiB = 1, MemoryTotalMiB = 1000 };
}

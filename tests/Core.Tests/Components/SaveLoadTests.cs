using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Components;
using Plimsoll.Components.Saving;
using Plimsoll.Components.Views;

namespace Plimsoll.Core.Tests.Components;

public class SaveLoadTests
{
    private static readonly ComponentSettings s_settings = new() { ReservedGpus = 2, Price = new(GpuHour: 3, InputPerMillionTokens: 0.2, OutputPerMillionTokens: 0.6) };

    [Fact]
    public void Saved_and_loaded_component_shows_and_does_the_same() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var traffic = new Traffic(seed);
            var feed = new Feed(s_settings);
            traffic.Run(feed, hours: 3);
            var store = new BlockStore();
            store.Commit(feed.Component.Save(0));

            var loaded = new Feed(store.Load(s_settings));

            AssertSame(feed.Component, loaded.Component, traffic.NowMs);
            new Traffic(seed + 1, traffic.NowMs).Run(feed, hours: 2);
            new Traffic(seed + 1, traffic.NowMs).Run(loaded, hours: 2);
            AssertSame(feed.Component, loaded.Component, traffic.NowMs + 2 * Feed.Hour);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5));

    [Fact]
    public void Checkpoints_of_what_changed_add_up_to_the_whole_state()
    {
        var feed = new Feed(s_settings);
        var traffic = new Traffic(1);
        var store = new BlockStore();
        long saved = 0;
        for (var hour = 0; hour < 40; hour++)
        {
            traffic.Run(feed, hours: 1);
            var snapshot = feed.Component.Save(saved);
            if (hour % 3 == 1)
                continue;
            store.Commit(snapshot);
            saved = snapshot.Version;
        }

        var loaded = store.Load(s_settings);

        Assert.Equal(39, (traffic.NowMs - Feed.T0) / Feed.Hour - 1);
        AssertSame(feed.Component, loaded, traffic.NowMs);
        Assert.NotEmpty(loaded.ArchivedHours(0, traffic.NowMs));
        Assert.Equal(Views.Json(FullView(feed.Component, store, traffic.NowMs)), Views.Json(FullView(loaded, store, traffic.NowMs)));
        Assert.Equal(feed.Component.Metrics(traffic.NowMs).Requests, FullView(loaded, store, traffic.NowMs).Requests);
    }

    [Fact]
    public void Hours_that_leave_before_a_checkpoint_is_committed_stay_until_one_is()
    {
        var feed = new Feed();
        for (var hour = 0; hour < 40; hour++)
        {
            var at = Feed.T0 + hour * Feed.Hour;
            feed.Send(at, Feed.Request(at));
            feed.Component.Save(0);
        }
        var now = Feed.T0 + 39 * Feed.Hour;
        var store = new BlockStore();

        Assert.Empty(feed.Component.ArchivedHours(0, now));
        store.Commit(feed.Component.Save(0));
        feed.Component.Save(feed.Component.Version);

        Assert.Equal(15, feed.Component.ArchivedHours(0, now).Count);
        Assert.Equal(40, FullView(feed.Component, store, now).Requests);
        Assert.Equal(40, FullView(store.Load(s_settings), store, now).Requests);
    }

    [Fact]
    public void Store_holds_only_what_the_head_names_and_two_weeks_of_hours()
    {
        var feed = new Feed();
        var store = new BlockStore();
        long saved = 0;
        for (var hour = 0; hour < 16 * 24; hour++)
        {
            var at = Feed.T0 + hour * Feed.Hour;
            feed.Send(at, Feed.Request(at));
            feed.Component.Tick(at);
            var snapshot = feed.Component.Save(saved);
            store.Commit(snapshot);
            saved = snapshot.Version;
        }

        var archived = feed.Component.ArchivedHours(0, long.MaxValue);
        var resident = InferenceComponent.ResidentBlocks(store.Head);
        Assert.Equal(14 * 24, archived.Count);
        Assert.Superset(resident.Concat(archived).ToHashSet(), store.Names.ToHashSet());
        Assert.InRange(store.Names.Count(), resident.Count + archived.Count, resident.Count + archived.Count + 8);
        Assert.Equal(14 * 24 + 25, FullView(feed.Component, store, Feed.T0 + (16 * 24 - 1) * Feed.Hour).Requests);
    }

    [Fact]
    public void Lost_block_costs_what_it_held()
    {
        var feed = new Feed();
        var store = new BlockStore();
        for (var at = Feed.T0; at < Feed.T0 + 30 * Feed.Hour; at += 20 * Feed.Minute)
            feed.Send(at, Feed.Request(at));
        store.Commit(feed.Component.Save(0));
        var now = Feed.T0 + 30 * Feed.Hour;
        var cost = 0L;
        foreach (var name in InferenceComponent.ResidentBlocks(store.Head))
        {
            var left = FullView(store.Without(name).Load(s_settings, new HashSet<string> { name }), store, now).Requests;
            Assert.True(left == 90 || name.StartsWith("minute/", StringComparison.Ordinal) || name.StartsWith("hour/", StringComparison.Ordinal), $"{name}: {left}");
            cost += 90 - left;
        }
        Assert.Equal(25 * 3, cost);
    }

    [Fact]
    public void Component_goes_on_without_any_one_block()
    {
        var feed = new Feed(s_settings);
        var traffic = new Traffic(1);
        traffic.Run(feed, hours: 1);
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));
        foreach (var name in InferenceComponent.ResidentBlocks(store.Head).DistinctBy(n => n.Split('/')[0]))
        {
            var (damaged, lost) = (store.Without(name), new HashSet<string> { name });
            AssertGoesOn(new Feed(damaged.Load(s_settings, lost)), damaged, lost, traffic.NowMs);
        }
    }

    /// <summary>An hour later the lost block is written again or needed no more, or is known to be lost still.</summary>
    private static void AssertGoesOn(Feed loaded, BlockStore damaged, HashSet<string> lost, long nowMs)
    {
        var since = loaded.Component.Version - 1;
        var later = nowMs + Feed.Hour;
        loaded.Send(later, Feed.Request(later));
        loaded.Component.Tick(later);
        damaged.Commit(loaded.Component.Save(since));
        lost.IntersectWith(InferenceComponent.ResidentBlocks(damaged.Head));
        lost.ExceptWith(damaged.Names);
        Assert.Equal(Views.Json(loaded.Component.View(later, [])), Views.Json(damaged.Load(s_settings, lost).View(later, [])));
    }

    [Fact]
    public void Evidence_of_weeks_in_the_store_is_found_though_the_block_that_names_them_is_lost()
    {
        var feed = new Feed();
        var store = new BlockStore();
        long saved = 0;
        for (var hour = 0; hour < 21 * 24; hour++)
        {
            var at = Feed.T0 + hour * Feed.Hour;
            feed.Send(at, Feed.Request(at));
            feed.Component.Tick(at);
            var snapshot = feed.Component.Save(saved);
            store.Commit(snapshot);
            saved = snapshot.Version;
        }
        var query = new EvidenceQuery(Day(Feed.T0), Day(Feed.T0 + 20 * 24 * Feed.Hour));
        var archived = feed.Component.ArchivedEvidence(query);

        var loaded = store.Without("evidence/0").Load(s_settings, new HashSet<string> { "evidence/0" });

        Assert.NotEmpty(archived);
        Assert.Equal(archived, loaded.ArchivedEvidence(query));
    }

    [Theory]
    [InlineData(1_740_000_060_000, "minute/29000000", "hour/500000", "life/0", "readings/0")]
    [InlineData(1_738_803_600_000, "minute/29000000", "hour/483000.spans", "drift/17")]
    [InlineData(null, "life/0", "evidence/2900", "no name")]
    public void Names_of_blocks_tell_how_far_a_history_goes_back(long? endMs, params string[] names) =>
        Assert.Equal(endMs, StoredHistory.OldestEndMs(names));

    [Fact]
    public void Nothing_changed_means_nothing_to_write()
    {
        var feed = new Feed();
        feed.Send(Feed.T0, Feed.Request(Feed.T0));
        feed.Component.Tick(Feed.T0 + Feed.Second);
        var version = feed.Component.Save(0).Version;

        feed.Component.Tick(Feed.T0 + 2 * Feed.Second);
        var first = feed.Component.Save(version);
        feed.Component.Tick(Feed.T0 + 3 * Feed.Second);

        Assert.Empty(first.Changed);
        Assert.Equal(first.Version, feed.Component.Version);
        Assert.Equal(1, first.Watermarks[feed.Journal]);
    }

    [Fact]
    public void Head_stays_small()
    {
        var feed = new Feed(s_settings);
        var traffic = new Traffic(7);
        for (var day = 0; day < 15; day++)
            traffic.Run(feed, hours: 24, perMinute: 0);

        Assert.InRange(feed.Component.Save(0).Head.Length, 1, 32 << 10);
    }

    [Fact]
    public void Foreign_bytes_are_refused_with_block_and_place()
    {
        var feed = new Feed();
        feed.Send(Feed.T0, Feed.Request(Feed.T0));
        var snapshot = feed.Component.Save(0);

        var missing = Assert.Throws<InvalidDataException>(() => InferenceComponent.Load(Feed.Name, s_settings, snapshot.Head, []));
        Assert.Contains("minute/", missing.Message, StringComparison.Ordinal);
        foreach (var block in snapshot.Changed)
        {
            for (var length = 0; length < block.Bytes.Length; length++)
            {
                var cut = snapshot.Changed.Select(b => b.Name == block.Name ? b with { Bytes = b.Bytes[..length] } : b).ToList();
                var error = Assert.Throws<InvalidDataException>(() => InferenceComponent.Load(Feed.Name, s_settings, snapshot.Head, cut));
                Assert.Contains($"Block {block.Name}, byte", error.Message, StringComparison.Ordinal);
            }
        }
    }

    private static void AssertSame(InferenceComponent expected, InferenceComponent actual, long nowMs)
    {
        Assert.Equal(Views.Json(expected.View(nowMs, [])), Views.Json(actual.View(nowMs, [])));
        Assert.Equal(Views.Json(expected.Metrics(nowMs)), Views.Json(actual.Metrics(nowMs)));
        Assert.Equal(expected.PendingEffects.Select(e => e.Id), actual.PendingEffects.Select(e => e.Id));
        foreach (var metric in new[] { "requests", "ttft_ms.p95", "gpu_utilization_ratio", "cost_per_hour", "mean_rating" })
            Assert.Equal(Views.Json(Day(expected, metric, nowMs)), Views.Json(Day(actual, metric, nowMs)));
    }

    private static DateOnly Day(long ms) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime);

    private static OneSeries Day(InferenceComponent component, string metric, long nowMs)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(nowMs);
        var series = OneSeries.Ask(component, metric, now.AddHours(-24), now, TimeSpan.FromMinutes(1), nowMs);
        Assert.Null(series.Problem);
        return series;
    }

    private static ComponentView FullView(InferenceComponent component, BlockStore store, long nowMs) =>
        component.View(nowMs, store.Read(component.ArchivedHours(0, nowMs)));
}

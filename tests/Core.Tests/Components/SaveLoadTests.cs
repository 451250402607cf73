using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Components;
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

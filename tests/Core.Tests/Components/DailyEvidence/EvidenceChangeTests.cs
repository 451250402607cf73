using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Core.Tests.Components.DailyEvidence;

public class EvidenceChangeTests
{
    [Fact]
    public void New_version_changed_price_and_changed_state_are_noted_with_their_time()
    {
        var feed = new Feed(new ComponentSettings { Price = new(GpuHour: 2) });
        for (var at = Feed.T0; at < Feed.T0 + 10 * Feed.Minute; at += Feed.Minute)
        {
            feed.Send(at, Enumerable.Repeat(Feed.Request(at, r => r.ModelVersion = at < Feed.T0 + 5 * Feed.Minute ? "v1" : "v2"), 60));
            feed.Component.Tick(at);
        }
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));
        var loaded = new Feed(store.Load(new ComponentSettings { Price = new(GpuHour: 3) }));
        for (var at = Feed.T0 + 10 * Feed.Minute; at <= Feed.T0 + 20 * Feed.Minute; at += Feed.Minute)
            loaded.Component.Tick(at);

        var changes = Ask(loaded.Component, Feed.T0 + 20 * Feed.Minute).Changes;

        Assert.Equal(["v1", "v2"], changes.Where(c => c.Kind == "model_version").Select(c => c.What));
        var price = changes.Last(c => c is { Kind: "configuration", What: "price" });
        Assert.Equal(("$2 a GPU hour", "$3 a GPU hour"), (price.From, price.To));
        Assert.Contains(changes, c => c is { Kind: "state", To: "silent" });
    }

    [Fact]
    public void Flood_of_changes_takes_its_room_and_the_rest_is_counted()
    {
        var feed = new Feed();
        for (var i = 0; i < 200; i++)
        {
            var (at, error) = (Feed.T0 + i * 4 * Feed.Minute, i % 2 == 0 ? "upstream" : null);
            feed.Send(at, Enumerable.Repeat(Feed.Request(at, r => r.ErrorType = error), 20));
            feed.Component.Tick(at + Feed.Second);
        }

        var day = Ask(feed.Component, Feed.T0 + 800 * Feed.Minute);

        Assert.Equal(64, day.Changes.Count);
        Assert.True(day.Dropped > 100, $"{day.Dropped} dropped");
    }

    /// <summary>The first day.</summary>
    private static EvidenceDayView Ask(InferenceComponent component, long nowMs) =>
        Assert.Single(component.Evidence(new(new(2026, 1, 1), new(2026, 1, 1)), nowMs, []).Days);
}

using Plimsoll.Components;

namespace Plimsoll.Core.Tests.Components;

public class WatermarkTests
{
    [Fact]
    public void Journal_unused_for_thirty_days_is_forgotten()
    {
        var feed = new Feed();
        feed.Send(Feed.T0, Feed.Request(Feed.T0));

        feed.Component.Tick(Feed.T0 + 29 * 24 * Feed.Hour);
        Assert.Equal(1, feed.Component.AppliedThrough(feed.Journal));
        feed.Component.Tick(Feed.T0 + 31 * 24 * Feed.Hour);

        Assert.Equal(0, feed.Component.AppliedThrough(feed.Journal));
    }

    [Fact]
    public void Of_too_many_journals_the_one_unused_longest_goes()
    {
        var table = new WatermarkTable();
        for (var i = 0; i < WatermarkTable.Capacity + 10; i++)
            table.Move(Journal(i), i + 1, nowMs: 1000 + i);

        Assert.Equal(0, table.AppliedThrough(Journal(9)));
        Assert.Equal(11, table.AppliedThrough(Journal(10)));
        Assert.Equal(WatermarkTable.Capacity, table.ToDictionary().Count);
    }

    [Fact]
    public void Batch_that_the_host_sets_aside_moves_the_watermark_once()
    {
        var feed = new Feed();

        feed.Component.SetAside(feed.Journal, 3, new string('x', 1000));
        feed.Component.SetAside(feed.Journal, 3, "again");

        Assert.Equal(3, feed.Component.AppliedThrough(feed.Journal));
        Assert.Equal((1L, 300), (feed.View(Feed.T0).DataQuality.SetAside, feed.View(Feed.T0).DataQuality.LastSetAside!.Length));
    }

    private static Guid Journal(int i) => new(i, 0, 0, new byte[8]);
}

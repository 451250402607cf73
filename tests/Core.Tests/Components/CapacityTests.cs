using Plimsoll.Components;

namespace Plimsoll.Core.Tests.Components;

public class CapacityTests
{
    private const long Start = Feed.T0 + 30 * Feed.Minute;

    [Theory]
    [InlineData(10.0, null, 0.2)]
    [InlineData(10.0, 44.0, 0.5)]
    [InlineData(null, 44.0, 0.5)]
    [InlineData(1.0, 44.0, 2.0)]
    public void The_scarcer_of_requests_and_tokens_tells_how_much_is_used(double? requests, double? tokens, double expected)
    {
        var feed = new Feed(new ComponentSettings { Capacity = new(requests, tokens) });
        feed.Send(Start, Enumerable.Range(0, 600).Select(i => Feed.Request(Start - 1 - i * Feed.Second / 2)));

        Assert.Equal(expected, feed.Component.Summary(Start).CapacityUsedRatio!.Value, 1);
        Assert.Equal(feed.Component.Summary(Start).CapacityUsedRatio, feed.Component.Metrics(Start).CapacityUsedRatio);
        var from = DateTimeOffset.FromUnixTimeMilliseconds(Start - 2 * Feed.Minute);
        var points = OneSeries.Ask(feed.Component, "capacity_used_ratio", from, from.AddMinutes(2), TimeSpan.FromMinutes(1), Start).Points;
        Assert.Equal([expected, expected], points.Select(p => p.Value!.Value));
    }

    [Fact]
    public void Nothing_is_said_of_a_capacity_that_is_not_known()
    {
        var feed = new Feed();
        feed.Send(Start, Feed.Request(Start));

        Assert.Null(feed.Component.Summary(Start).CapacityUsedRatio);
    }
}

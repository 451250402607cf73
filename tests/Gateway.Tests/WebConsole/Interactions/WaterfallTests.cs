using Plimsoll.Gateway.Interactions.Answers;
using Plimsoll.Gateway.WebConsole.Interactions;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.WebConsole.Interactions;

public sealed class WaterfallTests
{
    [Fact]
    public void Parts_stand_where_they_took_place()
    {
        var waterfall = Waterfall.Of(Row() with
        {
            TotalLatencyMs = 1000,
            TtftMs = 180,
            QueueMs = 20,
            PrefillMs = 150,
            DecodeMs = 800,
            Stages = [new Stage("retrieval", 30), new Stage("rerank", 10)],
        });
        Assert.Equal(
            [("Total", 0, 1000), ("Time to first token", 0, 180), ("Queue", 0, 20), ("Prefill", 20, 170), ("Decode", 200, 1000), ("retrieval", 0, 30), ("rerank", 30, 40)],
            waterfall.Bars.Select(b => (b.Label, b.StartMs, b.EndMs)));
        Assert.Equal(1000, waterfall.AxisMs);
        Assert.Equal(20, waterfall.Percent(200));
    }

    [Fact]
    public void Decode_without_a_total_follows_what_came_before_it()
    {
        Assert.Equal(170, Waterfall.Of(Row() with { QueueMs = 20, PrefillMs = 150, DecodeMs = 800 }).Bars[^1].StartMs);
        Assert.Equal(180, Waterfall.Of(Row() with { TtftMs = 180, DecodeMs = 800 }).Bars[^1].StartMs);
    }

    [Fact]
    public void Axis_holds_stages_that_are_longer_than_the_total()
    {
        var waterfall = Waterfall.Of(Row() with { TotalLatencyMs = 100, Stages = [new Stage("a", 90), new Stage("b", 90)] });
        Assert.True(waterfall.AxisMs >= 180, $"{waterfall.AxisMs}");
        Assert.Empty(Waterfall.Of(Row()).Bars);
    }

    private static InteractionRow Row() =>
        new() { Position = "1.2.3.4", Component = "chat", Timestamp = default, Received = default, Source = "records" };
}

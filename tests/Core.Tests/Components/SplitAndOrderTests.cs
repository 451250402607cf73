using FsCheck;
using FsCheck.Fluent;

namespace Plimsoll.Core.Tests.Components;

public class SplitAndOrderTests
{
    [Fact]
    public void Any_split_and_any_order_inside_the_ring_give_the_same_view_and_metrics() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (seed, size) =>
        {
            var now = Feed.T0 + 50 * Feed.Minute;
            var rows = Rows(seed, 50);
            var whole = new Feed();
            whole.Send(now, rows);
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            var split = new Feed();
            foreach (var part in shuffled.Chunk(size))
                split.Send(now, part);

            Assert.Equal(Views.Json(whole.View(now)), Views.Json(split.View(now)));
            Assert.Equal(Views.Json(whole.Component.Metrics(now)), Views.Json(split.Component.Metrics(now)));
            Assert.Equal(State(whole), State(split));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Any_order_over_the_resident_day_gives_the_same_totals_and_distributions() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var now = Feed.T0 + 23 * Feed.Hour;
            var rows = Rows(seed, 23 * 60);
            var forward = new Feed();
            forward.Send(now, rows);
            var backward = new Feed();
            backward.Component.Tick(now);
            foreach (var part in rows.Reverse().Chunk(100))
                backward.Send(now, part);

            var (a, b) = (forward.View(now), backward.View(now));
            Assert.Equal(Views.Json(a.Quantiles), Views.Json(b.Quantiles));
            Assert.Equal(Views.Json(a.Breakdowns), Views.Json(b.Breakdowns));
            Assert.Equal((a.Requests, a.Errors, a.InputTokens, a.TokenWeightedLatencyMs), (b.Requests, b.Errors, b.InputTokens, b.TokenWeightedLatencyMs));
            Assert.Equal(Views.Json(forward.Component.Metrics(now)), Views.Json(backward.Component.Metrics(now)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    /// <summary>The saved blocks without the head, which names journals and versions.</summary>
    private static Dictionary<string, string> State(Feed feed) =>
        feed.Component.Save(0).Changed.Where(b => !b.Name.StartsWith("readings", StringComparison.Ordinal))
            .ToDictionary(b => b.Name, b => Convert.ToHexString(b.Bytes.Span));

    private static object[] Rows(int seed, int minutes)
    {
        var traffic = new Traffic(seed);
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 200).Select(_ =>
            {
                var record = traffic.Request();
                record.TimestampMs = Feed.T0 + random.NextInt64(minutes * Feed.Minute);
                return record;
            }),
        ];
    }
}

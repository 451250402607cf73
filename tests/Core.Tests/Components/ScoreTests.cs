using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class ScoreTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Scores_are_counted_by_name_and_source_whether_they_come_with_their_request_or_by_themselves()
    {
        var feed = new Feed();

        feed.Send(Now, Feed.Request(Now, r => r.Scores.AddRange([new("helpful", 0.5, "app"), new("short", 1, "")])), Score(Now, "helpful", 1, "app"));
        feed.Send(Now, Score(Now, "helpful", 4, "judge"), Score(Now, "helpful", 2, "judge"));

        Assert.Equal(
            [new("helpful", "app", 2, 0.75), new("helpful", "judge", 2, 3), new("short", "client", 1, 1)],
            feed.View(Now).Scores);
    }

    [Fact]
    public void Request_with_an_id_and_without_scores_brings_none()
    {
        var feed = new Feed();

        feed.Send(Now, Feed.Request(Now, r => (r.RequestId, r.TraceId) = ("r", new string('a', 32))));

        Assert.Empty(feed.View(Now).Scores);
    }

    [Fact]
    public void Scores_beyond_the_bound_go_to_the_overflow_slot()
    {
        var feed = new Feed(new ComponentSettings { MaxNamedValues = 2 });

        feed.Send(Now, Enumerable.Range(0, 5).Select(i => Score(Now, $"s{i}", i, "judge")));

        var view = feed.View(Now);
        Assert.Equal([("__other__", "__other__", 3L), ("s0", "judge", 1), ("s1", "judge", 1)], view.Scores.Select(s => (s.Name, s.Source, s.Count)));
        Assert.Equal(3, view.DataQuality.OverflowedValues);
    }

    [Fact]
    public void Scores_survive_saving_and_their_hours()
    {
        var feed = new Feed();
        feed.Send(Now, Score(Now, "helpful", 0.25, "judge"));
        feed.Component.Tick(Now + 3 * Feed.Hour);
        feed.Send(Now + 3 * Feed.Hour, Score(Now, "helpful", 0.75, "judge"), Feed.Request(Now, r => r.Scores.Add(new("helpful", 0.5, "judge"))));
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));

        var loaded = new Feed(store.Load(ComponentSettings.Default));

        Assert.Equal([new ScoreView("helpful", "judge", 3, 0.5)], loaded.View(Now + 3 * Feed.Hour).Scores);
    }

    [Theory]
    [InlineData(double.NaN, "not_finite")]
    [InlineData(-2e9, "out_of_range")]
    [InlineData(1e9, null)]
    public void Value_is_finite_and_within_bounds(double value, string? code) =>
        Assert.Equal(code, RecordValidator.Validate(Score(Now, "helpful", value, "judge"))?.Code);

    private static ScoreSample Score(long at, string name, double value, string source) =>
        new() { Component = Feed.Name, TimestampMs = at, Name = name, Value = value, Source = source };
}

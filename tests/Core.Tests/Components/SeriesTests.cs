using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Core.Tests.Components;

public class SeriesTests
{
    private const long Now = Feed.T0 + 5 * Feed.Hour + 30 * Feed.Minute;

    [Theory]
    [InlineData("nonsense", 60, 0, 60, "metric")]
    [InlineData("ttft_ms.p42", 60, 0, 60, "metric")]
    [InlineData("requests", 90, 0, 60, "step")]
    [InlineData("requests", 0, 0, 60, "step")]
    [InlineData("requests", -60, 0, 60, "step")]
    [InlineData("requests", 60, 60, 60, "to")]
    [InlineData("requests", 60, 30 * 60, 0, "step")]
    [InlineData("ttft_ms.p95", 300, 3 * 60, 0, "step")]
    [InlineData("ttft_ms.mean", 5400, 3 * 60, 0, "step")]
    [InlineData("requests", 60, 0, -60 * 24 * 3, "step")]
    public void Query_without_an_exact_answer_is_refused_naming_the_parameter(string metric, int stepS, int fromMinutesAgo, int toMinutesAgo, string parameter)
    {
        var series = Ask(Filled().Component, metric, stepS, fromMinutesAgo, toMinutesAgo);

        Assert.Empty(series.Points);
        Assert.StartsWith($"{parameter}: ", series.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_metric_answers_in_minutes_and_hours()
    {
        var feed = Filled();
        foreach (var metric in SeriesMetrics.All)
        {
            foreach (var (step, ago, points) in new[] { (60, 24 * 60, 1440), (60, 60, 60), (300, 60, 12), (3600, 24 * 60, 25), (7200, 24 * 60, 13) })
            {
                var series = Ask(feed.Component, metric, step, ago, 0);
                Assert.Null(series.Problem);
                Assert.Equal(points, series.Points.Count);
            }
        }
    }

    [Fact]
    public void Metrics_asked_together_answer_as_they_do_alone()
    {
        var feed = Filled();
        foreach (var (step, ago) in new[] { (60, 24 * 60), (300, 60), (3600, 24 * 60) })
        {
            var together = feed.Component.Series(new(SeriesMetrics.All, Time(Now - ago * Feed.Minute), Time(Now), TimeSpan.FromSeconds(step)), Now, []);

            Assert.Equal(SeriesMetrics.All, together.Series.Select(s => s.Metric));
            Assert.All(together.Series, s => Assert.Equal(Ask(feed.Component, s.Metric, step, ago, 0).Points, s.Points));
        }
    }

    [Fact]
    public void Counts_of_any_step_add_up_to_the_same_total()
    {
        var feed = Filled();
        var total = feed.View(Now).Requests;

        Assert.All([60, 300, 3600, 7200, 21600], step =>
            Assert.Equal(total, Ask(feed.Component, "requests", step, 12 * 60, 0).Points.Sum(p => p.Value ?? 0)));
    }

    [Fact]
    public void Rates_divide_by_the_step_and_in_the_running_one_by_what_has_passed()
    {
        var feed = new Feed();
        var now = Feed.T0 + Feed.Hour + 20 * Feed.Second;
        feed.Send(now, Enumerable.Range(0, 30).Select(_ => Feed.Request(now)).Concat(Enumerable.Range(0, 60).Select(_ => Feed.Request(now - Feed.Minute))));

        var from = DateTimeOffset.FromUnixTimeMilliseconds(now).AddMinutes(-1);
        var points = OneSeries.Ask(feed.Component, "requests_per_second", from, from.AddMinutes(10), TimeSpan.FromMinutes(1), now).Points;

        Assert.Equal([1.0, 1.5], points.Select(p => p.Value!.Value));
    }

    [Fact]
    public void Tokens_per_second_agree_with_the_worked_example()
    {
        var feed = new Feed();
        feed.Send(Feed.T0 + Feed.Minute, new[] { 101L, 2, 1, 0, 10 }.Select(n => Feed.Request(Feed.T0, r => r.OutputTokens = n)));

        var from = DateTimeOffset.FromUnixTimeMilliseconds(Feed.T0);
        var point = OneSeries.Ask(feed.Component, "output_tokens_per_second", from, from.AddMinutes(1), TimeSpan.FromMinutes(1), Feed.T0 + Feed.Minute).Points[0];

        Assert.Equal(1.9, point.Value!.Value, 12);
    }

    [Fact]
    public void Nothing_measured_is_null_and_no_requests_after_the_first_is_zero()
    {
        var feed = new Feed();
        feed.Send(Now, Feed.Request(Now - 2 * Feed.Minute));

        Assert.Equal([null, 1.0, 0], Ask(feed.Component, "requests", 60, 3, 0).Points.Select(p => p.Value));
        Assert.Equal([null, 0.0, null], Ask(feed.Component, "error_ratio", 60, 3, 0).Points.Select(p => p.Value));
        Assert.Equal([null, null], Ask(feed.Component, "queue_ms.p95", 60, 2, 0).Points.Select(p => p.Value));
    }

    [Fact]
    public void Hours_merge_histograms_and_never_average_percentiles()
    {
        var feed = new Feed();
        feed.Send(Now, Enumerable.Range(0, 99).Select(_ => Feed.Request(Now - 3 * Feed.Hour, r => r.TtftMs = 100))
            .Append(Feed.Request(Now - 2 * Feed.Hour, r => r.TtftMs = 900)));

        var points = OneSeries.Ask(feed.Component, "ttft_ms.p95", Time(Feed.T0), Time(Feed.T0 + 6 * Feed.Hour), TimeSpan.FromHours(6), Now).Points;

        Assert.Equal(100, Assert.Single(points).Value!.Value, 0);
    }

    [Fact]
    public void Asking_changes_nothing()
    {
        var feed = Filled();
        var version = feed.Component.Version;
        var before = feed.Component.Save(0);

        feed.View(Now + 30 * Feed.Hour);
        feed.Component.Metrics(Now + 30 * Feed.Hour);
        feed.Component.Summary(Now + 30 * Feed.Hour);
        Ask(feed.Component, "requests", 60, 60, 0);

        Assert.Equal(version, feed.Component.Version);
        Assert.Equal(before.Head.ToArray(), feed.Component.Save(0).Head.ToArray());
    }

    private static Feed Filled()
    {
        var feed = new Feed();
        new Traffic(3, Feed.T0 + 2 * Feed.Minute).Run(feed, hours: 5, perMinute: 3);
        feed.Component.Tick(Now);
        return feed;
    }

    private static OneSeries Ask(InferenceComponent component, string metric, int stepS, int fromMinutesAgo, int toMinutesAgo) =>
        OneSeries.Ask(component, metric, Time(Now - fromMinutesAgo * Feed.Minute), Time(Now - toMinutesAgo * Feed.Minute), TimeSpan.FromSeconds(stepS), Now);

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}

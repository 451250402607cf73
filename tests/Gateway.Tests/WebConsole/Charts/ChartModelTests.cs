using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.Tests.WebConsole.Charts;

public class ChartModelTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_point_that_the_series_leaves_out_is_a_gap()
    {
        var chart = Build("requests", 4, Series([(0, 1), (1, 2), (3, 4)]));

        Assert.Equal([1, 2, null, 4], chart.Lines[0].Values);
    }

    [Fact]
    public void The_summary_says_latest_lowest_and_highest_with_their_times()
    {
        var chart = Build("ttft", 3, Series([(0, 180), (1, 2_500), (2, 200)]), Series([]), Series([]));

        Assert.Equal(
            "p50: latest 200 ms at 11:02 UTC, lowest 180 ms at 11:00 UTC, highest 2.50 s at 11:01 UTC. p95: no data. p99: no data.",
            chart.Summary());
    }

    [Fact]
    public void A_value_from_long_ago_is_not_shown_as_current()
    {
        var chart = Build("requests", 10, Series([(2, 7)]));

        Assert.True(chart.HasData);
        Assert.Null(chart.Lines[0].Current);
    }

    [Fact]
    public void The_axis_covers_the_largest_value_of_all_lines()
    {
        var chart = Build("ttft", 2, Series([(0, 10)]), Series([(1, 90)]), Series([]));

        Assert.Equal(100, chart.Axis.Max);
    }

    [Fact]
    public void Script_values_are_json_with_nulls_for_gaps() =>
        Assert.Equal("[1.5,null,1E+06]", ChartData.Values([1.5, null, 1_000_000]));

    [Fact]
    public void Every_line_of_every_chart_asks_for_a_metric_that_has_a_series() =>
        Assert.All(ChartDefinition.All.SelectMany(c => c.Lines), line => Assert.Contains(line.Metric, SeriesMetrics.All));

    [Theory]
    [InlineData("15m", 15)]
    [InlineData("24h", 1440)]
    [InlineData("nonsense", 60)]
    [InlineData(null, 60)]
    public void A_range_is_whole_minutes_that_end_with_the_present_one(string? key, int minutes)
    {
        var (from, to) = TimeRange.Parse(key).EndingAt(From.AddSeconds(42));

        Assert.Equal(From.AddMinutes(1), to);
        Assert.Equal(minutes, (to - from).TotalMinutes);
    }

    private static ChartModel Build(string chart, int minutes, params SeriesView[] series) =>
        ChartModel.Build(ChartDefinition.Find(chart)!, From, From.AddMinutes(minutes), series);

    private static SeriesView Series((int Minute, double Value)[] points) =>
        new("any", [.. points.Select(p => new SeriesPoint(From.AddMinutes(p.Minute), p.Value))]);
}

using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Alerts;
using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.Tests.WebConsole.Alerts;

public class EvidenceChartsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 9, 21, 12, 0, 30, TimeSpan.Zero);
    private static readonly DateTimeOffset s_opened = s_now.AddMinutes(-20);

    [Fact]
    public async Task Signal_is_drawn_from_before_the_incident_with_its_threshold_and_the_time_that_it_held()
    {
        var chart = Assert.Single(await LoadAsync(null, new Evidence("latency.total.p95", "7s", "> 5s")));

        Assert.Equal(("latency.total.p95", ChartUnit.Milliseconds, 5_000d), (chart.Definition.Title, chart.Definition.Unit, chart.Threshold!.Value));
        Assert.Equal(new DateTimeOffset(2026, 9, 21, 11, 10, 0, TimeSpan.Zero), chart.From);
        Assert.Equal((s_opened, s_now), chart.Marked!.Value);
        Assert.True(chart.Axis.Max >= 5_000, "the axis reaches the line across");
        Assert.Equal(51, chart.Lines.Single().Values.Count);
    }

    [Theory]
    [InlineData("burn_rate(ttft, page)", "latency.ttft.p95")]
    [InlineData("burn_rate(errors, ticket)", "errors.ratio")]
    [InlineData("failing()", "errors.ratio")]
    [InlineData("silent()", "requests.rate")]
    [InlineData("anomaly(gpu.utilization)", "gpu.utilization")]
    [InlineData("anomaly(latency.tpot)", "latency.tpot.p95")]
    public async Task Finding_is_drawn_by_what_it_is_about(string finding, string drawn)
    {
        var chart = Assert.Single(await LoadAsync(null, new Evidence(finding, "true", null)));

        Assert.Equal((drawn, null), (chart.Definition.Title, chart.Threshold));
    }

    [Fact]
    public async Task What_has_no_series_is_not_drawn_and_what_stands_twice_is_drawn_once()
    {
        var charts = await LoadAsync(null, new("drift(score)", "true", null), new("quality.composite", "50%", "< 70%"), new("errors.ratio", "20%", "> 1%"), new("failing()", "true", null));

        Assert.Equal(["errors.ratio"], charts.Select(c => c.Definition.Title));
    }

    [Fact]
    public async Task Incident_that_is_over_is_drawn_to_shortly_after_its_end_and_one_of_last_week_not_at_all()
    {
        var chart = Assert.Single(await LoadAsync(s_now.AddMinutes(-15), new Evidence("errors.ratio", "20%", "> 1%")));
        Assert.Equal(s_now.AddMinutes(-5).AddSeconds(-30), chart.Last);

        Assert.Empty(await LoadAsync(s_now.AddDays(-6), [new("errors.ratio", "20%", "> 1%")], s_now.AddDays(-7)));
    }

    private static Task<IReadOnlyList<ChartModel>> LoadAsync(DateTimeOffset? closed, params IReadOnlyList<Evidence> evidence) => LoadAsync(closed, evidence, s_opened);

    private static Task<IReadOnlyList<ChartModel>> LoadAsync(DateTimeOffset? closed, IReadOnlyList<Evidence> evidence, DateTimeOffset opened)
    {
        var notice = new AlertNotice
        {
            Key = "k",
            Component = "chat",
            Rule = "own",
            Family = AlertFamily.Latency,
            Event = AlertEventKind.Firing,
            Mute = AlertMute.None,
            Priority = AlertPriority.P1,
            Active = closed is null,
            Since = opened,
            At = opened,
            Notify = true,
            Evidence = evidence,
        };
        var component = new CannedComponent(CannedFleet.Small("chat", ComponentState.Active, s_now, 1, 0), (_, _) => 0.5);
        return EvidenceCharts.LoadAsync(component, new("i", "chat", AlertPriority.P1, opened, closed, []), [new(notice, AlertMute.None, opened, closed)], s_now);
    }
}

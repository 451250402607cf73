using System.Text.Json;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Alerting;

/// <summary>What a client's own safety filter found.</summary>
public class FlaggedRequestTests
{
    private readonly Feed _feed = new(new ComponentSettings { Alerts = new([.. BuiltInRules.All.Select(r => r with { Notify = true })], []) });

    [Fact]
    public void Flag_is_told_as_suspected_harm_at_the_next_tick()
    {
        _feed.Component.Tick(Feed.T0);
        Send(Feed.T0 + Feed.Second, r => r.SafetyFlags.Add("violence"));
        _feed.Component.Tick(Feed.T0 + 5 * Feed.Second);

        Assert.Equal(
            [("harmful-output", AlertPriority.P2, AlertEventKind.Firing), ("unsafe-request", AlertPriority.P2, AlertEventKind.Firing)],
            Notices().Select(n => (n.Rule, n.Priority, n.Event)).Order());
        Assert.Contains(Notices(), n => n.Evidence is [{ Signal: "request safety", Value: "0%" }]);
    }

    [Fact]
    public void Request_without_a_flag_is_told_to_nobody()
    {
        _feed.Component.Tick(Feed.T0);
        Send(Feed.T0 + Feed.Second, r => r.Scores.Add(new("safety", 1, "client")));
        _feed.Component.Tick(Feed.T0 + 5 * Feed.Second);

        Assert.Empty(Notices());
    }

    [Fact]
    public void Flag_of_a_request_of_an_hour_ago_is_late_for_an_alert()
    {
        _feed.Component.Tick(Feed.T0 + Feed.Hour);
        Send(Feed.T0 + Feed.Hour, r => r.TimestampMs = Feed.T0);
        Send(Feed.T0 + Feed.Hour + 1, r =>
        {
            r.TimestampMs = Feed.T0;
            r.SafetyFlags.Add("violence");
        });
        _feed.Component.Tick(Feed.T0 + Feed.Hour + 5 * Feed.Second);

        Assert.Empty(Notices());
    }

    [Fact]
    public void Flag_counts_in_no_mean_of_scores()
    {
        Send(Feed.T0 + Feed.Second, r => r.SafetyFlags.Add("violence"));

        Assert.Empty(_feed.View(Feed.T0 + Feed.Minute).Scores);
    }

    private void Send(long at, Action<InferenceRecord> change) => _feed.Send(at, Feed.Request(at, change));

    private List<AlertNotice> Notices() =>
        [.. _feed.Component.PendingEffects.Where(e => e.Kind == AlertNotice.Kind).Select(e => JsonSerializer.Deserialize(e.Payload.Span, AlertNoticeJson.Default.AlertNotice)!)];
}

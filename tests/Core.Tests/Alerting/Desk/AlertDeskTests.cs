using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Alerting.Desk;

public class AlertDeskTests
{
    private static readonly ChannelPolicy s_chat = new() { Name = "chat" };

    [Fact]
    public void Alerts_of_a_component_come_together_after_the_group_wait()
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(0.25);
        rig.Tell("errors", AlertPriority.P1);
        rig.Tell("other", AlertPriority.P2, component: "search");
        rig.Pass(2);

        Assert.Equal(["30 chat +errors:P1 +ttft:P2", "45 chat +other:P2"], rig.Delivered);
    }

    [Fact]
    public void What_concerns_safety_waits_for_nothing_however_urgent_it_is()
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("ttft", AlertPriority.P0);
        rig.Pass(1);
        rig.Desk.Accept(rig.Notice("harmful-output", AlertPriority.P2) with { Family = AlertFamily.Safety });
        rig.Pass(1);

        Assert.Equal(["0 chat +ttft:P0", "60 chat +ttft:P0 +harmful-output:P2"], rig.Delivered);
    }

    [Fact]
    public void P0_waits_for_nothing_and_a_P1_does_not_wait_for_the_group_interval()
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("down", AlertPriority.P0);
        rig.Pass(1);
        rig.Tell("errors", AlertPriority.P1);
        rig.Tell("usage", AlertPriority.P3);
        rig.Pass(1);

        Assert.Equal(["0 chat +down:P0", "90 chat +down:P0 +errors:P1 +usage:P3"], rig.Delivered);
    }

    [Fact]
    public void Change_of_a_mild_alert_waits_for_the_group_interval_and_what_does_not_change_is_repeated()
    {
        var rig = new DeskRig(s_chat with { RepeatInterval = TimeSpan.FromHours(1) });
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(1);
        rig.Tell("usage", AlertPriority.P3);
        rig.Pass(130);

        Assert.Equal(["30 chat +ttft:P2", "330 chat +ttft:P2 +usage:P3", "3930 chat +ttft:P2 +usage:P3", "7530 chat +ttft:P2 +usage:P3"], rig.Delivered);
    }

    [Fact]
    public void Resolve_reaches_the_channels_that_were_told_and_no_other()
    {
        var rig = new DeskRig(s_chat, new ChannelPolicy { Name = "pages", Mildest = AlertPriority.P1 });
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(1);
        rig.Tell("ttft", AlertPriority.P2, AlertEventKind.Resolved);
        rig.Pass(10);

        Assert.Equal(["30 chat +ttft:P2", "330 chat -ttft"], rig.Delivered);
    }

    [Fact]
    public void Alert_that_resolved_before_the_group_wait_was_over_is_told_to_nobody()
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(0.25);
        rig.Tell("ttft", AlertPriority.P2, AlertEventKind.Resolved);
        rig.Pass(10);

        Assert.Empty(rig.Delivered);
    }

    [Fact]
    public void Dead_channel_delays_no_other_and_gets_the_present_state_once_it_lives()
    {
        var rig = new DeskRig(s_chat, new ChannelPolicy { Name = "dead" });
        rig.Dead["dead"] = new DeliveryOutcome.Later(null, "timeout");
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(10);
        rig.Tell("errors", AlertPriority.P1);
        rig.Pass(5);
        rig.Dead.Clear();
        rig.Pass(10);

        Assert.Equal(["30 chat +ttft:P2", "630 chat +errors:P1 +ttft:P2"], rig.Delivered.Where(d => d.Contains(" chat ", StringComparison.Ordinal)));
        Assert.EndsWith("dead +errors:P1 +ttft:P2", Assert.Single(rig.Delivered, d => d.Contains(" dead ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_never_precedes_its_trigger_even_on_a_channel_that_was_dead_all_the_time()
    {
        var rig = new DeskRig(s_chat);
        rig.Dead["chat"] = new DeliveryOutcome.Later(null, "timeout");
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(10);
        rig.Tell("ttft", AlertPriority.P2, AlertEventKind.Resolved);
        rig.Dead.Clear();
        rig.Pass(30);

        Assert.Empty(rig.Delivered);
    }

    [Fact]
    public void Notification_is_given_up_only_after_the_configured_time_and_not_tried_until_something_changes()
    {
        var rig = new DeskRig(s_chat with { GiveUpAfter = TimeSpan.FromMinutes(20) });
        rig.Dead["chat"] = new DeliveryOutcome.Later(null, "timeout");
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(19);
        Assert.DoesNotContain(Entries(rig), e => e.Kind == "gave_up");
        rig.Pass(12);
        Assert.Equal("timeout", Assert.Single(Entries(rig), e => e.Kind == "gave_up").Text);
        rig.Dead.Clear();
        rig.Pass(60);
        Assert.Empty(rig.Delivered);

        rig.Tell("ttft", AlertPriority.P1, AlertEventKind.Escalated);
        rig.Pass(1);
        Assert.EndsWith("+ttft:P1", Assert.Single(rig.Delivered), StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_notification_is_not_tried_again_before_the_repeat()
    {
        var rig = new DeskRig(s_chat);
        rig.Dead["chat"] = new DeliveryOutcome.Rejected("bad_request");
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(1);
        rig.Dead.Clear();
        rig.Pass(230);
        Assert.Empty(rig.Delivered);
        rig.Pass(15);
        Assert.Single(rig.Delivered);
    }

    [Fact]
    public void Waits_as_long_as_the_receiver_asks()
    {
        var rig = new DeskRig(s_chat);
        rig.Dead["chat"] = new DeliveryOutcome.Later(TimeSpan.FromMinutes(3), "rate_limited");
        rig.Tell("down", AlertPriority.P0);
        rig.Pass(0);
        rig.Dead.Clear();
        rig.Pass(10);

        Assert.Equal(["180 chat +down:P0"], rig.Delivered);
    }

    [Fact]
    public void Silenced_alert_is_told_once_the_silence_ends_and_a_resolve_passes_through()
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("told", AlertPriority.P2);
        rig.Pass(1);
        rig.Desk.Add(new("s", new Dictionary<string, string> { ["component"] = "ch*" }, "ann", "deploy", rig.Now, rig.Now.AddMinutes(30)), rig.Now);
        rig.Tell("quiet", AlertPriority.P1);
        rig.Tell("told", AlertPriority.P2, AlertEventKind.Resolved);
        rig.Pass(20);
        Assert.Equal(["30 chat +told:P2", "330 chat -told"], rig.Delivered);

        rig.Pass(20);
        Assert.Equal("1890 chat +quiet:P1", rig.Delivered[^1]);
        Assert.Contains(Entries(rig), e => e is { Kind: "silenced", What: "ann", Text: "deploy" });
    }

    [Fact]
    public void Acknowledged_alert_is_not_repeated_until_it_becomes_more_urgent()
    {
        var rig = new DeskRig(s_chat with { RepeatInterval = TimeSpan.FromMinutes(30) });
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(1);
        Assert.True(rig.Desk.Acknowledge(rig.Desk.Alerts.Single().Key, "bob", rig.Now));
        Assert.False(rig.Desk.Acknowledge("nothing", "bob", rig.Now));
        rig.Pass(90);
        Assert.Single(rig.Delivered);

        rig.Tell("ttft", AlertPriority.P1, AlertEventKind.Escalated);
        rig.Pass(35);
        Assert.Equal(3, rig.Delivered.Count);
    }

    [Fact]
    public void Channel_for_what_nobody_acknowledged_is_told_late_and_not_at_all_when_somebody_did()
    {
        var rig = new DeskRig(new ChannelPolicy { Name = "boss", Unacknowledged = TimeSpan.FromMinutes(15) });
        rig.Tell("a", AlertPriority.P0);
        rig.Tell("b", AlertPriority.P0, component: "search");
        rig.Pass(5);
        rig.Desk.Acknowledge(rig.Desk.Alerts.Single(x => x.Notice.Rule == "b").Key, "bob", rig.Now);
        rig.Pass(30);

        Assert.Equal(["900 boss +a:P0"], rig.Delivered);
    }

    [Theory]
    [InlineData(AlertMute.Inhibited)]
    [InlineData(AlertMute.Flapping)]
    public void Muted_alert_is_kept_and_told_to_nobody(AlertMute mute)
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("ttft", AlertPriority.P1, mute: mute);
        rig.Pass(10);

        Assert.Empty(rig.Delivered);
        Assert.True(rig.Desk.Alerts.Single().IsActive);
    }

    [Fact]
    public void Resolve_that_flapping_held_back_is_told_when_it_calms_down()
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("ttft", AlertPriority.P1);
        rig.Tell("ttft", AlertPriority.P1, AlertEventKind.Flapping);
        rig.Pass(1);
        rig.Tell("ttft", AlertPriority.P1, AlertEventKind.Resolved, AlertMute.Flapping);
        rig.Pass(20);
        Assert.Single(rig.Delivered);

        rig.Tell("ttft", AlertPriority.P3, AlertEventKind.FlapCleared, active: false);
        rig.Pass(10);
        Assert.EndsWith("-ttft", rig.Delivered[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_that_names_channels_reaches_them_alone_and_one_that_only_shows_reaches_none()
    {
        var rig = new DeskRig(s_chat, new ChannelPolicy { Name = "team", Default = false });
        rig.Tell("own", AlertPriority.P2, only: ["team"]);
        rig.Tell("usual", AlertPriority.P2);
        rig.Tell("shown", AlertPriority.P2, notify: false);
        rig.Pass(1);

        Assert.Equal(["30 chat +usual:P2", "30 team +own:P2"], rig.Delivered);
    }

    [Fact]
    public void After_a_crash_nothing_is_lost_or_told_twice()
    {
        var rig = new DeskRig(s_chat);
        var notice = rig.Notice("ttft", AlertPriority.P1);
        rig.Desk.Accept(notice);
        rig.Restart();
        rig.Pass(1);
        rig.Desk.Acknowledge(notice.Key, "bob", rig.Now);
        rig.Desk.Add(new("s", new Dictionary<string, string> { ["component"] = "search" }, "ann", "deploy", rig.Now, rig.Now.AddHours(1)), rig.Now);
        rig.Restart();
        Assert.False(rig.Desk.Accept(notice));
        rig.Pass(10);

        Assert.Equal(["30 chat +ttft:P1"], rig.Delivered);
        Assert.Equal("bob", rig.Desk.Alerts.Single().AcknowledgedBy);
        Assert.Equal("ann", rig.Desk.Silences.Single().CreatedBy);
        Assert.Equal(["fired", "notified", "acknowledged"], Entries(rig).Select(e => e.Kind));
    }

    [Fact]
    public void Incident_lasts_from_the_first_alert_until_none_is_left()
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("shown", AlertPriority.P3, notify: false);
        Assert.Empty(rig.Desk.Incidents);
        rig.Tell("ttft", AlertPriority.P2);
        rig.Pass(1);
        rig.Tell("errors", AlertPriority.P1);
        rig.Tell("ttft", AlertPriority.P2, AlertEventKind.Resolved);
        Assert.Null(rig.Desk.Incidents.Single().Closed);
        rig.Pass(1);
        rig.Tell("errors", AlertPriority.P1, AlertEventKind.Resolved);

        var incident = rig.Desk.Incidents.Single();
        Assert.Equal((AlertPriority.P1, rig.Now), (incident.Priority, incident.Closed));
        Assert.True(rig.Desk.AddNote(incident.Id, "ann", "rolled back", rig.Now));
        rig.Tell("ttft", AlertPriority.P2);
        Assert.Equal(2, rig.Desk.Incidents.Count);
    }

    [Fact]
    public void Full_desk_makes_room_from_what_ended_and_then_from_what_is_only_shown_but_not_for_what_is_only_shown()
    {
        var rig = new DeskRig(s_chat);
        rig.Tell("first", AlertPriority.P2, component: "told");
        rig.Tell("first", AlertPriority.P2, component: "ended");
        rig.Pass(1);
        rig.Tell("first", AlertPriority.P2, AlertEventKind.Resolved, component: "ended");
        rig.Pass(10);
        rig.Tell("first", AlertPriority.P2, AlertEventKind.Resolved, component: "told");
        for (var i = 0; i < AlertDesk.MaxAlerts - 2; i++)
            rig.Tell("x", AlertPriority.P3, component: $"c{i}", notify: false);

        foreach (var component in (string[])["new", "newer"])
            rig.Tell("down", AlertPriority.P0, component: component);
        rig.Tell("x", AlertPriority.P3, component: "shown", notify: false);

        Assert.Equal((AlertDesk.MaxAlerts, 1), (rig.Desk.Alerts.Count, (int)rig.Desk.Refused));
        Assert.Equal(["told", "new", "newer"], rig.Desk.Alerts.Where(a => a.Notice.Notify).Select(a => a.Notice.Component).OrderBy(c => c != "told").ThenBy(c => c, StringComparer.Ordinal));
    }

    [Fact]
    public void End_is_told_with_the_labels_of_the_beginning_whatever_the_rule_says_by_then()
    {
        var rig = new DeskRig(s_chat);
        rig.Desk.Accept(rig.Notice("ttft", AlertPriority.P1) with { Labels = new Dictionary<string, string> { ["team"] = "a" } });
        rig.Pass(1);
        rig.Desk.Accept(rig.Notice("ttft", AlertPriority.P3, AlertEventKind.Resolved, notify: false) with { Family = AlertFamily.Usage });
        rig.Pass(10);

        var alert = Assert.Single(rig.Desk.Alerts);
        Assert.Equal(("a", "latency", "P1", false), (alert.Labels["team"], alert.Labels["family"], alert.Labels["priority"], alert.IsActive));
        Assert.Equal("330 chat -ttft", rig.Delivered[^1]);
    }

    [Fact]
    public void Alerts_silences_incidents_and_timelines_are_bounded()
    {
        var rig = new DeskRig();
        for (var i = 0; i <= AlertDesk.MaxAlerts; i++)
            rig.Tell("x", AlertPriority.P3, component: $"c{i}", notify: i < 400);
        Assert.Equal((AlertDesk.MaxAlerts, 1), (rig.Desk.Alerts.Count, (int)rig.Desk.Refused));
        Assert.InRange(rig.Desk.Incidents.Count, 1, 300);

        var any = new Dictionary<string, string> { ["component"] = "*" };
        Assert.All(Enumerable.Range(0, AlertDesk.MaxSilences), i => Assert.True(rig.Desk.Add(new($"{i}", any, "a", "", rig.Now, rig.Now.AddHours(1)), rig.Now)));
        Assert.False(rig.Desk.Add(new("more", any, "a", "", rig.Now, rig.Now.AddHours(1)), rig.Now));
        var id = rig.Desk.Incidents[^1].Id;
        for (var i = 0; i < 500; i++)
            rig.Desk.AddNote(id, "ann", $"{i}", rig.Now);
        Assert.Equal((Incident.MaxEntries, "499"), (rig.Desk.Incidents[^1].Entries.Count, rig.Desk.Incidents[^1].Entries[^1].Text));
    }

    private static IReadOnlyList<IncidentEntry> Entries(DeskRig rig) => rig.Desk.Incidents.Single().Entries;
}

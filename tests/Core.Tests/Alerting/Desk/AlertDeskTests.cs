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
}

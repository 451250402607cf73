using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Alerting.Desk;

public class DeskLimitTests
{
    private static readonly ChannelPolicy s_chat = new() { Name = "chat" };

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
}

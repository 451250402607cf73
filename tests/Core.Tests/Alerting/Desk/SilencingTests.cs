using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Alerting.Desk;

public class SilencingTests
{
    private static readonly ChannelPolicy s_chat = new() { Name = "chat" };

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

    private static IReadOnlyList<IncidentEntry> Entries(DeskRig rig) => rig.Desk.Incidents.Single().Entries;
}

using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Alerting.Desk;

public class ChannelFailureTests
{
    private static readonly ChannelPolicy s_chat = new() { Name = "chat" };

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

    private static IReadOnlyList<IncidentEntry> Entries(DeskRig rig) => rig.Desk.Incidents.Single().Entries;
}

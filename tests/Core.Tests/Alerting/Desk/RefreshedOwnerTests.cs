using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Alerting.Desk;

/// <summary>An owner of notifications, such as Alertmanager, that silences and acknowledges by itself.</summary>
public class RefreshedOwnerTests
{
    private static readonly ChannelPolicy s_owner = new()
    {
        Name = "am",
        Refreshes = true,
        GroupWait = TimeSpan.Zero,
        GroupInterval = TimeSpan.Zero,
        RepeatInterval = TimeSpan.FromMinutes(1),
    };

    private readonly DeskRig _rig = new(s_owner);

    [Fact]
    public void Hears_every_minute_what_fires_across_a_restart()
    {
        _rig.Tell("ttft", AlertPriority.P2);
        _rig.Pass(1.5);
        _rig.Restart();
        _rig.Pass(1.5);

        Assert.Equal(["0 am +ttft:P2", "60 am +ttft:P2", "120 am +ttft:P2", "180 am +ttft:P2"], _rig.Delivered);
    }

    [Fact]
    public void Hears_what_the_desk_silences_and_people_acknowledge_here()
    {
        _rig.Desk.Add(new("s", new Dictionary<string, string> { ["component"] = "*" }, "ann", "", _rig.Now, _rig.Now.AddHours(1)), _rig.Now);
        _rig.Tell("ttft", AlertPriority.P2);
        _rig.Desk.Acknowledge(_rig.Desk.Alerts.Single().Key, "ann", _rig.Now);
        _rig.Pass(1);

        Assert.Equal(["0 am +ttft:P2", "60 am +ttft:P2"], _rig.Delivered);
    }

    [Fact]
    public void Hears_at_once_of_the_end()
    {
        _rig.Tell("ttft", AlertPriority.P2);
        _rig.Pass(0.5);
        _rig.Tell("ttft", AlertPriority.P2, AlertEventKind.Resolved);
        _rig.Pass(2);

        Assert.Equal(["0 am +ttft:P2", "30 am -ttft"], _rig.Delivered);
    }
}

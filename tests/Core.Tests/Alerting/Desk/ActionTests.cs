using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Alerting.Desk;

public class ActionTests
{
    private static readonly ChannelPolicy s_action = new()
    {
        Name = "restart",
        Mildest = AlertPriority.P1,
        GiveUpAfter = TimeSpan.FromMinutes(10),
        Action = new(["down"], DryRun: false, AtMost: 2, TimeSpan.FromHours(1)),
    };

    [Fact]
    public void Action_is_asked_for_once_and_never_told_of_the_end()
    {
        var rig = new DeskRig(s_action);
        rig.Tell("down", AlertPriority.P1);
        rig.Pass(300);
        rig.Restart();
        rig.Tell("down", AlertPriority.P1, AlertEventKind.Resolved);
        rig.Pass(10);

        Assert.Equal(["0 restart +down:P1"], rig.Delivered);
        Assert.Equal(("acted", "restart"), Kinds(rig).Single(e => e.Kind == "acted"));
    }

    [Theory]
    [InlineData("other", AlertPriority.P0)]
    [InlineData("down", AlertPriority.P2)]
    public void Other_rules_and_milder_alerts_are_none_of_its_business(string rule, AlertPriority priority)
    {
        var rig = new DeskRig(s_action);
        rig.Tell(rule, priority);
        rig.Pass(10);

        Assert.Empty(rig.Delivered);
    }

    [Fact]
    public void What_is_silenced_or_acknowledged_is_left_to_people()
    {
        var (silenced, acknowledged) = (new DeskRig(s_action), new DeskRig(s_action));
        silenced.Desk.Add(new("s", new Dictionary<string, string> { ["component"] = "*" }, "ann", "", silenced.Now, silenced.Now.AddHours(1)), silenced.Now);
        silenced.Tell("down", AlertPriority.P1);
        acknowledged.Tell("down", AlertPriority.P1);
        acknowledged.Desk.Acknowledge(acknowledged.Desk.Alerts.Single().Key, "ann", acknowledged.Now);
        silenced.Pass(10);
        acknowledged.Pass(10);

        Assert.Empty(silenced.Delivered);
        Assert.Empty(acknowledged.Delivered);
    }

    [Fact]
    public void One_time_too_many_is_written_into_the_incident_and_not_done()
    {
        var rig = new DeskRig(s_action);
        for (var i = 0; i < 3; i++)
        {
            rig.Tell("down", AlertPriority.P1);
            rig.Pass(5);
            rig.Restart();
            if (i < 2)
                rig.Tell("down", AlertPriority.P1, AlertEventKind.Resolved);
            rig.Pass(1);
        }

        Assert.Equal(2, rig.Delivered.Count);
        Assert.Contains(("action_limited", "restart"), Kinds(rig));
    }

    [Fact]
    public void Period_that_is_over_frees_the_action_again()
    {
        var rig = new DeskRig(s_action with { Action = s_action.Action! with { AtMost = 1, Per = TimeSpan.FromMinutes(10) } });
        rig.Tell("down", AlertPriority.P1);
        rig.Pass(11);
        rig.Tell("down", AlertPriority.P1, AlertEventKind.Resolved);
        rig.Pass(1);
        rig.Tell("down", AlertPriority.P1);
        rig.Pass(1);

        Assert.Equal(2, rig.Delivered.Count);
    }

    [Fact]
    public void Action_that_fails_is_asked_for_again_and_given_up_after_its_time()
    {
        var rig = new DeskRig(s_action);
        rig.Dead["restart"] = new DeliveryOutcome.Later(null, "connection");
        rig.Tell("down", AlertPriority.P1);
        rig.Pass(20);

        Assert.Empty(rig.Delivered);
        Assert.Single(Kinds(rig), e => e == ("gave_up", "restart"));
    }

    [Fact]
    public void Dry_run_says_so_in_the_incident()
    {
        var rig = new DeskRig(s_action with { Action = s_action.Action! with { DryRun = true } });
        rig.Tell("down", AlertPriority.P1);
        rig.Pass(1);

        Assert.Contains(("dry_run", "restart"), Kinds(rig));
    }

    private static IEnumerable<(string Kind, string What)> Kinds(DeskRig rig) => rig.Desk.Incidents.SelectMany(i => i.Entries).Select(e => (e.Kind, e.What));
}

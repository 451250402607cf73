using System.Text.Json;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Alerting.Desk;

/// <summary>A crash between a notification's departure and the news of its arrival.</summary>
public class NotificationUnderWayTests
{
    private readonly DeskRig _rig = new(new ChannelPolicy { Name = "chat" });

    [Fact]
    public void Trigger_of_which_nothing_was_heard_is_told_again()
    {
        _rig.Tell("down", AlertPriority.P0);
        Depart();
        _rig.Restart();
        _rig.Pass(1);

        Assert.Equal(["0 chat +down:P0"], _rig.Delivered);
        Assert.Empty(_rig.Desk.Save().Logs.Single().UnderWay);
    }

    [Fact]
    public void Alert_that_ended_meanwhile_is_resolved_where_it_may_have_been_told()
    {
        _rig.Tell("down", AlertPriority.P0);
        Depart();
        _rig.Tell("down", AlertPriority.P0, AlertEventKind.Resolved);
        _rig.Restart();
        _rig.Pass(6);

        Assert.Equal(["30 chat -down"], _rig.Delivered);
    }

    [Fact]
    public void Alert_that_ended_before_anything_departed_is_not_mentioned()
    {
        _rig.Tell("down", AlertPriority.P0);
        _rig.Tell("down", AlertPriority.P0, AlertEventKind.Resolved);
        _rig.Restart();
        _rig.Pass(6);

        Assert.Empty(_rig.Delivered);
    }

    /// <summary>The receiver had taken it, and only its answer was lost.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Alert_that_ended_before_the_next_try_is_resolved_where_the_last_one_may_have_arrived(bool mayHaveArrived)
    {
        _rig.Tell("down", AlertPriority.P0);
        _rig.Dead["chat"] = new DeliveryOutcome.Later(null, "timeout") { MayHaveArrived = mayHaveArrived };
        Depart();
        _rig.Pass(1);
        _rig.Tell("down", AlertPriority.P0, AlertEventKind.Resolved);
        _rig.Restart();
        _rig.Dead.Clear();
        _rig.Pass(6);

        Assert.Equal(mayHaveArrived ? 1 : 0, _rig.Delivered.Count(d => d.EndsWith("chat -down", StringComparison.Ordinal)));
        Assert.Single(_rig.Desk.Alerts);
        Assert.All(_rig.Desk.Save().Logs, l => Assert.Empty(l.Unsure));
    }

    /// <summary>The receiver had taken the end, and only its answer was lost.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Alert_that_fires_again_while_its_end_is_under_way_is_told_again(bool crash)
    {
        _rig.Tell("down", AlertPriority.P0);
        _rig.Pass(6);
        _rig.Tell("down", AlertPriority.P0, AlertEventKind.Resolved);
        _rig.Dead["chat"] = new DeliveryOutcome.Later(null, "timeout") { MayHaveArrived = true };
        Depart();
        if (crash)
            _rig.Restart();
        else
            _rig.Pass(0);
        _rig.Dead.Clear();
        _rig.Pass(0.1);
        _rig.Tell("down", AlertPriority.P0);
        _rig.Pass(6);

        Assert.Equal("+down:P0", _rig.Delivered[^1].Split(' ')[^1]);
        Assert.True(_rig.Delivered.Count >= 2);
    }

    [Fact]
    public void Departure_is_to_be_stored_once()
    {
        _rig.Tell("down", AlertPriority.P0);
        var due = _rig.Desk.Due(_rig.Now).Single();

        Assert.Equal((true, false), (_rig.Desk.Begin(due), _rig.Desk.Begin(due)));
    }

    [Fact]
    public void State_that_knows_no_departures_is_read()
    {
        var state = JsonSerializer.Deserialize("""{"format":1,"alerts":[],"silences":[],"incidents":[],"logs":[{"channel":"chat","component":"a","told":{"k":"P0"},"given_up":{}}]}""", DeskJson.Default.DeskState)!;

        Assert.Empty(state.Logs.Single().UnderWay);
        var notice = JsonSerializer.Deserialize(
            """{"key":"k","component":"a","rule":"r","family":"Errors","event":"Firing","mute":"None","priority":"P1","active":true,"since":"2026-01-01T00:00:00Z","at":"2026-01-01T00:00:00Z"}""",
            Plimsoll.Alerting.Notices.AlertNoticeJson.Default.AlertNotice)!;
        Assert.Empty(notice.RunbookSteps);
        Assert.Empty(new AlertDesk([], state).Due(_rig.Now));
    }

    private void Depart()
    {
        foreach (var notification in _rig.Desk.Due(_rig.Now))
            _rig.Desk.Begin(notification);
    }
}

using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Support;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>The alert desk: one for all components, which neither loses nor doubles anything when its host is killed.</summary>
public abstract class AlertContract : HostContract
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Failing_component_is_told_once_and_a_kill_tells_nobody_again()
    {
        await DeliverAsync("a", Journal.Append("a", 100, error: "timeout"));
        await TickUntilAsync(() => World.Receiver.Told.Count > 0, "the complete failure is told");
        var told = Assert.Single(World.Receiver.Told);
        await UntilAsync(s => s.Logs.Any(l => l.Told.Count == 1), "what was told is written down");

        await RestartAsync();
        var state = await UntilAsync(s => s.Alerts.Any(a => a.Notice.Rule == "complete-failure"), "the desk is held again");

        var alert = state.Alerts.Single(a => a.Notice.Rule == "complete-failure");
        Assert.Equal(($"+{alert.Key}", "a", true), (told, alert.Notice.Component, alert.IsActive));
        Assert.Contains(state.Incidents.Single().Entries, e => e.Kind == "notified");
        await AcceptAsync(Notice("b", AlertEventKind.Firing));
        await ToldAsync("+" + Key("b"));
        Assert.Equal([told, "+" + Key("b")], World.Receiver.Told);
    }

    [Fact]
    public async Task Trigger_that_was_on_its_way_when_the_host_was_killed_is_told_and_its_resolve_after_it()
    {
        World.Receiver.Answer = async (_, stopping) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
            return new DeliveryOutcome.Sent();
        };
        await AcceptAsync(Notice("a", AlertEventKind.Firing));
        await Eventually.TrueAsync(() => World.Receiver.Tries > 0, "the trigger is on its way", s_patience);
        await Host.DisposeAsync();
        World.Receiver.Answer = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent());

        await RestartAsync();
        await AcceptAsync(Notice("b", AlertEventKind.Firing));
        await ToldAsync("+" + Key("a"));
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await AcceptAsync(Notice("a", AlertEventKind.Resolved));
        await TickUntilAsync(() => World.Receiver.Told.Contains("-" + Key("a")), "the resolve is told");

        Assert.Equal(["+" + Key("a"), "-" + Key("a")], World.Receiver.Told.Where(t => t.EndsWith(Key("a"), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Alert_that_ended_while_nobody_knew_whether_its_trigger_arrived_is_resolved_at_the_receiver()
    {
        World.Receiver.Answer = async (_, stopping) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
            return new DeliveryOutcome.Sent();
        };
        await AcceptAsync(Notice("a", AlertEventKind.Firing));
        await Eventually.TrueAsync(() => World.Receiver.Tries > 0, "the trigger is on its way", s_patience);
        World.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await AcceptAsync(Notice("a", AlertEventKind.Resolved));
        await Host.DisposeAsync();
        World.Receiver.Answer = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent());

        await RestartAsync();
        await TickUntilAsync(() => World.Receiver.Told.Count > 0, "the resolve is told");

        Assert.Equal(["-" + Key("a")], World.Receiver.Told);
    }

    [Fact]
    public async Task Acknowledgement_silence_and_note_survive_a_kill()
    {
        await AcceptAsync(Notice("a", AlertEventKind.Firing));
        var incident = (await UntilAsync(s => s.Incidents.Count == 1, "an incident is open")).Incidents[0].Id;
        Assert.Equal(DeskAnswer.Done, await Host.Desk.AcknowledgeAsync(Key("a"), "ann"));
        Assert.Equal(DeskAnswer.Done, await Host.Desk.AddNoteAsync(incident, "ann", "restarted it"));
        var silence = new Silence("s1", new Dictionary<string, string> { ["component"] = "b" }, "ann", "deploy", World.Clock.GetUtcNow(), World.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(DeskAnswer.Done, await Host.Desk.SilenceAsync(silence));

        await RestartAsync();
        var state = await UntilAsync(s => s.Silences.Count == 1, "the desk is held again");

        Assert.Equal(("ann", "s1"), (state.Alerts.Single().AcknowledgedBy, state.Silences[0].Id));
        Assert.Contains(state.Incidents.Single().Entries, e => (e.Kind, e.Text) == ("note", "restarted it"));
        Assert.Equal((DeskAnswer.Done, DeskAnswer.Refused), (await Host.Desk.EndSilenceAsync("s1"), await Host.Desk.EndSilenceAsync("s1")));
        Assert.Equal((DeskAnswer.Refused, DeskAnswer.Refused), (await Host.Desk.AcknowledgeAsync("none", "ann"), await Host.Desk.AddNoteAsync("none", "ann", "x")));
    }

    /// <summary>A component repeats what the desk could not take, for whatever reason, as this does.</summary>
    private async Task AcceptAsync(AlertNotice notice) => await Eventually.TrueAsync(
        async () => await Host.Desk.AcceptAsync(notice) == DeskAnswer.Done, "the desk takes the notice", s_patience);

    private Task ToldAsync(string what) => TickUntilAsync(() => World.Receiver.Told.Contains(what), $"{what} is told");

    private Task TickUntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            World.Clock.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        what, s_patience);

    private async Task<DeskState> UntilAsync(Func<DeskState, bool> condition, string what)
    {
        DeskState? state = null;
        await Eventually.TrueAsync(async () => (state = await Host.Desk.GetStateAsync()) is not null && condition(state), what, s_patience);
        return state!;
    }

    private static string Key(string component) => DedupKey.Of(component, null, null, "down");

    private AlertNotice Notice(string component, AlertEventKind kind) => new()
    {
        Key = Key(component),
        Component = component,
        Rule = "down",
        Family = AlertFamily.Availability,
        Event = kind,
        Mute = AlertMute.None,
        Priority = AlertPriority.P0,
        Active = kind == AlertEventKind.Firing,
        Since = World.Clock.GetUtcNow(),
        At = World.Clock.GetUtcNow(),
        Notify = true,
    };
}

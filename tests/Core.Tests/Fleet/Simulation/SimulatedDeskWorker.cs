using Plimsoll.Alerting.Desk;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>Sends one notification after the other from one life of a silo, and looks at the lease before each.</summary>
internal sealed class SimulatedDeskWorker(SimulatedSilo silo, SimulatedWorld world, SimulatedReceiver receiver, DeskBug bug)
{
    /// <summary>Well under what a lease lasts beyond its holder.</summary>
    private const long RequestMs = 1_000;

    private readonly string _incarnation = silo.Incarnation;
    private readonly Queue<(Notification Notification, long Token, Action<DeliveryOutcome?> Settle)> _waiting = new();
    private bool _sending;

    private bool Lives => silo.Up && silo.Incarnation == _incarnation;

    /// <param name="settle">Called with null for one that was not sent, because the lease was gone.</param>
    public void Take(Notification notification, long token, Action<DeliveryOutcome?> settle)
    {
        _waiting.Enqueue((notification, token, settle));
        Next();
    }

    private void Next()
    {
        if (_sending || !_waiting.TryDequeue(out var next))
            return;
        if (silo.Lease.Held != next.Token)
        {
            next.Settle(null);
            Next();
            return;
        }
        _sending = true;
        Request(next.Notification, outcome =>
        {
            _sending = false;
            if (bug != DeskBug.ToldBeforeSent)
                next.Settle(outcome);
            Next();
        });
        if (bug == DeskBug.ToldBeforeSent)
            next.Settle(new DeliveryOutcome.Sent());
    }

    private void Request(Notification notification, Action<DeliveryOutcome> end)
    {
        var over = false;
        foreach (var told in notification.Alerts.Where(a => a.Fires))
            receiver.Left(told.Alert.Key);
        world.Send(silo.Name, SimulatedReceiver.Name, () =>
        {
            // A connection that was given up, or whose process died, hands over nothing any more.
            if (over || !Lives)
                return;
            receiver.Take(notification);
            world.Send(SimulatedReceiver.Name, silo.Name, () => End(new DeliveryOutcome.Sent()));
        });
        world.After(RequestMs, () => End(new DeliveryOutcome.Later(null, "timeout") { MayHaveArrived = true }));

        void End(DeliveryOutcome outcome)
        {
            if (over || !Lives)
                return;
            over = true;
            end(outcome);
        }
    }
}

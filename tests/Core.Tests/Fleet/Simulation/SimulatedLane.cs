using Plimsoll.Components;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>Delivers one component's batches in order; on any doubt it begins again above the component's watermark.</summary>
internal sealed class SimulatedLane(string component, SimulatedGateway gateway, SimulatedWorld world, SimulatedCluster cluster, PlantedBug bug)
{
    private const long TimeoutMs = 200;

    private bool _sure;
    private bool _waiting;
    private int _call;

    /// <summary>What the component said it has.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>What it said a checkpoint covers.</summary>
    public long Saved { get; private set; }

    /// <summary>One step: find out where to begin, or deliver the next batch.</summary>
    public void Work()
    {
        if (_waiting)
            return;
        if (!_sure)
            AskWatermark(mark => (Acknowledged, Saved, _sure) = (mark.AppliedThrough, long.Max(Saved, mark.SavedThrough), true));
        else if (gateway.NextAfter(component, Acknowledged) is { } entry)
            Deliver(entry);
    }

    /// <summary>Looks whether the component still has what it acknowledged.</summary>
    public void Ask()
    {
        if (_waiting || !_sure || bug == PlantedBug.LossNeverNoticed)
            return;
        AskWatermark(mark =>
        {
            Saved = long.Max(Saved, mark.SavedThrough);
            _sure = mark.AppliedThrough >= Acknowledged;
        });
    }

    private void AskWatermark(Action<Watermark> learn) => Call(silo =>
    {
        if (silo.WatermarkOf(component, gateway.Journal) is { } mark)
            return () => learn(mark);
        return null;
    });

    private void Deliver(SimulatedGateway.Entry entry)
    {
        var batch = new DeliveryBatch(gateway.Journal, entry.Sequence, entry.ReceivedMs, entry.Payload) { After = Acknowledged };
        Call(silo =>
        {
            if (silo.Deliver(component, batch) is not { } receipt)
                return null;
            return () =>
            {
                Saved = long.Max(Saved, receipt.SavedThrough);
                _sure = receipt.Outcome != DeliveryOutcome.Behind;
                Acknowledged = _sure ? batch.Sequence : Acknowledged;
            };
        }, () => SendAgain(entry));
    }

    private void SendAgain(SimulatedGateway.Entry entry)
    {
        _sure = false;
        if (bug != PlantedBug.NewSequenceForARetry)
            return;
        var again = new DeliveryBatch(gateway.Journal, gateway.Renumber(), entry.ReceivedMs, entry.Payload);
        Call(silo => silo.Deliver(component, again) is null ? null : () => { });
    }

    /// <summary>Calls the silo that this gateway believes to host the component; only the first answer in time counts.</summary>
    private void Call(Func<SimulatedSilo, Action?> ask, Action? timedOut = null)
    {
        var call = ++_call;
        var silo = cluster.HostOf(component, gateway);
        _waiting = true;
        world.Send(gateway.Name, silo.Name, () =>
        {
            if (ask(silo) is { } learn)
                world.Send(silo.Name, gateway.Name, () => Answer(learn));
        });
        world.After(TimeoutMs, () =>
        {
            if (!_waiting || call != _call)
                return;
            _waiting = false;
            _sure = false;
            timedOut?.Invoke();
        });

        void Answer(Action learn)
        {
            if (!_waiting || call != _call)
                return;
            _waiting = false;
            learn();
        }
    }
}

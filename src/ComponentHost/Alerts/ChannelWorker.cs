using System.Threading.Channels;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>Delivers one channel's notifications, one at a time, so that a dead channel delays no other.</summary>
/// <param name="holds">Whether a term still runs: what belongs to one that is over is not sent, and settled without an outcome.</param>
internal sealed class ChannelWorker(
    INotifier notifier, Func<DeskTerm, bool> holds, Func<Delivery, DeliveryOutcome?, CancellationToken, ValueTask> settle, AlertEvents events)
{
    private const int MostWaiting = 1_000;

    private readonly Channel<Delivery> _waiting = System.Threading.Channels.Channel.CreateBounded<Delivery>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });

    public string Channel => notifier.Channel;

    /// <summary>False when too many wait; what is due comes again.</summary>
    public bool TryTake(Delivery delivery) => _waiting.Writer.TryWrite(delivery);

    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var delivery in _waiting.Reader.ReadAllAsync(stopping))
        {
            await settle(delivery, holds(delivery.Term) ? await SendAsync(delivery.Notification, stopping) : null, stopping);
        }
    }

    private async Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken stopping)
    {
        try
        {
            return await notifier.SendAsync(notification, stopping);
        }
        catch (Exception bug) when (!stopping.IsCancellationRequested)
        {
            events.NotifierThrew(notifier.Channel, bug);
            return new DeliveryOutcome.Later(null, "failed");
        }
    }
}

/// <summary>A notification on its way, and the term in which it set out.</summary>
internal sealed record Delivery(Notification Notification, DeskTerm Term);

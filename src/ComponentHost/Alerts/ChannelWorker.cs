using System.Threading.Channels;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>Delivers one channel's notifications, one at a time, so that a dead channel delays no other.</summary>
internal sealed class ChannelWorker(INotifier notifier, Func<Notification, DeliveryOutcome, CancellationToken, ValueTask> settle, AlertEvents events)
{
    private const int MostWaiting = 1_000;

    private readonly Channel<Notification> _waiting = System.Threading.Channels.Channel.CreateBounded<Notification>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });

    public string Channel => notifier.Channel;

    /// <summary>False when too many wait; what is due comes again.</summary>
    public bool TryTake(Notification notification) => _waiting.Writer.TryWrite(notification);

    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var notification in _waiting.Reader.ReadAllAsync(stopping))
            await settle(notification, await SendAsync(notification, stopping), stopping);
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

using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>Asks for nothing: the incident says what would have been asked.</summary>
internal sealed class DryRunNotifier(string channel) : INotifier
{
    public string Channel => channel;

    public Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent());
}

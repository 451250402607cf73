using Plimsoll.Alerting.Desk;

namespace Plimsoll.Alerting.Delivery;

/// <summary>Tells the receiver of one channel. At least once: the same notification may be told again after a crash.</summary>
public interface INotifier
{
    string Channel { get; }

    Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken);
}

using System.Collections.Concurrent;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Contract.Hosting;

/// <summary>The receiver of a channel: outlives the hosts, and notes what it was told, each alert by its key with + or -.</summary>
public sealed class RecordingNotifier(string channel) : INotifier
{
    private readonly ConcurrentQueue<string> _told = new();
    private int _tries;

    public string Channel => channel;

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<string> Told => [.. _told];

    public int Tries => Volatile.Read(ref _tries);

    /// <summary>What it answers; a test may let it wait.</summary>
    public Func<Notification, CancellationToken, Task<DeliveryOutcome>> Answer { get; set; } = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent());

    public async Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _tries);
        var outcome = await Answer(notification, cancellationToken);
        if (outcome is DeliveryOutcome.Sent)
        {
            foreach (var alert in notification.Alerts)
                _told.Enqueue($"{(alert.Fires ? '+' : '-')}{alert.Alert.Key}");
        }
        return outcome;
    }
}

using Plimsoll.Alerting.Delivery;
using Plimsoll.Components;
using Plimsoll.Components.Rollouts;
using Plimsoll.Configuration;
using Plimsoll.Support;

namespace Plimsoll.Contract.Hosting;

/// <summary>What outlives a host: clock, store, journal and the receivers of effects.</summary>
public sealed class HostWorld
{
    public static readonly TimeSpan CheckpointInterval = TimeSpan.FromMinutes(10);

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    public MemoryStore Store { get; } = new();

    /// <summary>Of the keeper of the fleet's budget.</summary>
    public MemoryStore Funds { get; } = new();

    public RecordingExecutor Effects { get; } = new("state_changed");

    public RecordingExecutor Rollbacks { get; } = new(Rollback.Kind);

    /// <summary>Of the alert desk.</summary>
    public MemoryStore Desks { get; } = new();

    /// <summary>The only channel.</summary>
    public RecordingNotifier Receiver { get; } = new("receiver");

    /// <summary>By component.</summary>
    public Dictionary<string, ComponentSettings> Settings { get; } = [];

    /// <summary>Batches that the host's call of Apply is to throw on.</summary>
    public Func<DeliveryBatch, bool> ApplyThrows { get; set; } = _ => false;

    /// <summary>Of the hosts that start from now on.</summary>
    public QualityOptions Quality { get; set; } = new();

    public PlimsollOptions Options => new() { Checkpoints = new CheckpointOptions { Interval = CheckpointInterval }, Quality = Quality, Components = Settings, Alerts = new() { Channels = [new(ChannelKind.Webhook, new() { Name = Receiver.Channel })] } };

    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();
}

using Plimsoll.Components;
using Plimsoll.Support;

namespace Plimsoll.Contract.Hosting;

/// <summary>What outlives a host: clock, store, journal and the receivers of effects.</summary>
public sealed class HostWorld
{
    public static readonly TimeSpan CheckpointInterval = TimeSpan.FromMinutes(10);

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    public MemoryStore Store { get; } = new();
    public RecordingExecutor Effects { get; } = new();

    /// <summary>Batches that the host's call of Apply is to throw on.</summary>
    public Func<DeliveryBatch, bool> ApplyThrows { get; set; } = _ => false;

    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();
}

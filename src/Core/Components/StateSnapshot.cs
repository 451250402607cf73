namespace Plimsoll.Components;

/// <summary>
/// The parts of a component's state that changed since an earlier version, ready for a checkpoint:
/// blocks first, then the head that makes them count.
/// </summary>
/// <param name="Version">Version of the state that this snapshot reaches; pass it as <c>since</c> once it is committed.</param>
/// <param name="Head">Small (well under 64 KiB): watermarks, counters, pending effects, gauges.</param>
/// <param name="Changed">Blocks to write, by name (for example <c>minute/29000001</c>, <c>hour/483333</c>).</param>
/// <param name="Removed">Names of blocks that the new head no longer needs.</param>
/// <param name="Watermarks">What the snapshot covers, by journal.</param>
public sealed record StateSnapshot(
    long Version,
    ReadOnlyMemory<byte> Head,
    IReadOnlyList<StateBlock> Changed,
    IReadOnlyList<string> Removed,
    IReadOnlyDictionary<Guid, long> Watermarks);

public readonly record struct StateBlock(string Name, ReadOnlyMemory<byte> Bytes);

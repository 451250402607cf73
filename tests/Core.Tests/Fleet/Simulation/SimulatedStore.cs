using Plimsoll.Components;
using Plimsoll.Fleet;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>What outlives every silo: heads with blocks, and leases, replaced conditionally.</summary>
internal sealed class SimulatedStore(SimulatedWorld world, PlantedBug bug)
{
    public const string Name = "store";

    private readonly Dictionary<string, Checkpoint> _checkpoints = [];
    private readonly Dictionary<long, string> _holderOfToken = [];
    private LeaseRecord _lease = LeaseRecord.None;
    private long _leaseVersion;

    public Checkpoint? Read(string component) => _checkpoints.GetValueOrDefault(component);

    /// <returns>False for a conflict.</returns>
    public bool Commit(string component, long expected, StateSnapshot snapshot)
    {
        var before = Read(component);
        if ((before?.Version ?? 0) != expected && bug != PlantedBug.CommitUnfenced)
            return false;
        var blocks = new Dictionary<string, StateBlock>(before?.Blocks ?? []);
        foreach (var name in snapshot.Removed)
            blocks.Remove(name);
        foreach (var block in snapshot.Changed)
            blocks[block.Name] = block;
        _checkpoints[component] = new Checkpoint((before?.Version ?? 0) + 1, snapshot.Head, blocks);
        return true;
    }

    public (LeaseRecord Record, long Version) ReadLease() => (_lease, _leaseVersion);

    public bool WriteLease(LeaseRecord record, long expected)
    {
        if (expected != _leaseVersion && bug != PlantedBug.LeaseWrittenUnconditionally)
            return false;
        _lease = record;
        _leaseVersion++;
        if (record.Holder.Length > 0 && _holderOfToken.TryAdd(record.Token, record.Holder) is false && _holderOfToken[record.Token] != record.Holder)
            world.Violations.Add($"token {record.Token} was held by {_holderOfToken[record.Token]} and by {record.Holder}");
        return true;
    }

    internal sealed record Checkpoint(long Version, ReadOnlyMemory<byte> Head, Dictionary<string, StateBlock> Blocks);
}

using Plimsoll.Components;
using Plimsoll.Components.Saving;
using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>Brings a component back from its checkpoint, or begins it anew.</summary>
public sealed class ComponentLoader(
    ICheckpointStore store, PlimsollOptions options, IRedelivery redelivery, HostEvents events)
{
    /// <summary>
    /// Never fails for bad bytes, which are reported with their place and cost what they held. Where the journal still has
    /// all that the component counted, or nothing of the checkpoint can be read, the component begins anew from the
    /// journal. Throws what the store throws when it cannot be reached.
    /// </summary>
    /// <exception cref="NewerStateException">A later build saved it: it must not be written over.</exception>
    public async Task<LiveState> LoadAsync(string name, CancellationToken cancellationToken)
    {
        CheckpointHead? head = null;
        try
        {
            head = await store.ReadHeadAsync(name, cancellationToken);
            if (head?.Damage is { } damage)
            {
                events.SteppedBack(name, damage);
                redelivery.Ask(name);
            }
            return head is null ? Fresh(name, null) : await RestoreAsync(head, cancellationToken);
        }
        catch (Exception corrupt) when (corrupt is CheckpointCorruptException or InvalidDataException)
        {
            events.CheckpointCorrupt(name, corrupt);
            redelivery.Ask(name);
            return Fresh(name, head, new StateReset(head is null, head?.Blocks ?? []));
        }
    }

    private async Task<LiveState> RestoreAsync(CheckpointHead head, CancellationToken cancellationToken)
    {
        var names = InferenceComponent.ResidentBlocks(head.State);
        try
        {
            var bytes = await store.ReadBlocksAsync(head, names, cancellationToken);
            return Restored(head, [.. names.Zip(bytes, (block, content) => new StateBlock(block, content))], null);
        }
        catch (CheckpointCorruptException corrupt) when (corrupt.Block is not null && !IsInJournal(head))
        {
            return await SalvageAsync(head, names, cancellationToken);
        }
    }

    /// <summary>Whether beginning anew from the journal loses nothing.</summary>
    private bool IsInJournal(CheckpointHead head) => StoredHistory.OldestEndMs(head.Blocks) is { } oldest && redelivery.ReachesBackTo(oldest);

    /// <summary>Reads block by block and leaves out what is damaged.</summary>
    private async Task<LiveState> SalvageAsync(CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var (blocks, lost) = (new List<StateBlock>(names.Count), new HashSet<string>(StringComparer.Ordinal));
        foreach (var name in names)
        {
            try
            {
                blocks.Add(new StateBlock(name, (await store.ReadBlocksAsync(head, [name], cancellationToken))[0]));
            }
            catch (CheckpointCorruptException corrupt) when (corrupt.Block is not null)
            {
                events.BlockDamaged(head.Key, name, corrupt);
                lost.Add(name);
            }
        }
        return Restored(head, blocks, new LostBlocks(lost, head.Blocks));
    }

    private LiveState Restored(CheckpointHead head, IReadOnlyList<StateBlock> blocks, LostBlocks? lost)
    {
        var component = InferenceComponent.Load(head.Key, options.SettingsFor(head.Key), head.State, blocks, lost);
        return new LiveState(component, head, null, lost is null ? null : component.Version - 1);
    }

    private LiveState Fresh(string name, CheckpointHead? head, StateReset? reset = null) =>
        new(new InferenceComponent(name, options.SettingsFor(name)), head, reset);
}

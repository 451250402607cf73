using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>Brings a component back from its checkpoint, or begins it anew.</summary>
public sealed class ComponentLoader(
    ICheckpointStore store, PlimsollOptions options, IRedelivery redelivery, HostEvents events)
{
    /// <summary>
    /// Never fails for bad bytes: those are reported with their place, and the component begins anew from what the
    /// journal holds. Throws what the store throws when it cannot be reached.
    /// </summary>
    /// <exception cref="NewerStateException">A later build saved it: it must not be written over.</exception>
    public async Task<LiveState> LoadAsync(string name, CancellationToken cancellationToken)
    {
        CheckpointHead? head = null;
        try
        {
            head = await store.ReadHeadAsync(name, cancellationToken);
            return head is null ? Fresh(name, null) : await RestoreAsync(name, head, cancellationToken);
        }
        catch (Exception corrupt) when (corrupt is CheckpointCorruptException or InvalidDataException)
        {
            events.CheckpointCorrupt(name, corrupt);
            redelivery.Ask(name);
            return Fresh(name, head, new StateReset(head is null, head?.Blocks ?? []));
        }
    }

    private async Task<LiveState> RestoreAsync(string name, CheckpointHead head, CancellationToken cancellationToken)
    {
        var names = InferenceComponent.ResidentBlocks(head.State);
        var bytes = await store.ReadBlocksAsync(head, names, cancellationToken);
        var blocks = names.Zip(bytes, (block, content) => new StateBlock(block, content)).ToList();
        return new LiveState(InferenceComponent.Load(name, options.SettingsFor(name), head.State, blocks), head, null);
    }

    private LiveState Fresh(string name, CheckpointHead? head, StateReset? reset = null) =>
        new(new InferenceComponent(name, options.SettingsFor(name)), head, reset);
}

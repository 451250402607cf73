using Plimsoll.Components.Views;
using Plimsoll.Effects;

namespace Plimsoll.Components;

/// <summary>
/// One inference component: pure state behind <see cref="Apply"/> and <see cref="Tick"/>. Not thread-safe; its
/// host calls it one call at a time and carries out the effects it asks for.
/// </summary>
public sealed class InferenceComponent
{
    public InferenceComponent(string name, ComponentSettings settings) => throw new NotImplementedException();

    public string Name => throw new NotImplementedException();

    /// <summary>Rises with every change of state.</summary>
    public long Version => throw new NotImplementedException();

    /// <summary>Effects that are not acknowledged yet, oldest first.</summary>
    public IReadOnlyList<Effect> PendingEffects => throw new NotImplementedException();

    /// <summary>
    /// Counts a batch unless the watermark of its journal covers it. A batch that does not decode changes nothing
    /// and comes back as <see cref="DeliveryOutcome.SetAside"/>, with the watermark moved past it.
    /// </summary>
    public DeliveryReceipt Apply(DeliveryBatch batch) => throw new NotImplementedException();

    /// <summary>Moves the watermark past a batch that the host could not apply, and counts it.</summary>
    public void SetAside(Guid journalId, long sequence, string reason) => throw new NotImplementedException();

    /// <summary>Closes windows, accrues GPU cost and evaluates the state; new effects join <see cref="PendingEffects"/>.</summary>
    public void Tick(long nowMs) => throw new NotImplementedException();

    /// <summary>Forgets an effect that was carried out or given up.</summary>
    public void Acknowledge(string effectId) => throw new NotImplementedException();

    public long AppliedThrough(Guid journalId) => throw new NotImplementedException();

    public ComponentSummary Summary(long nowMs) => throw new NotImplementedException();

    /// <param name="nowMs">Present time, Unix milliseconds.</param>
    /// <param name="archivedHours">Hour blocks older than the resident day (see <see cref="ArchivedHours"/>), any order.</param>
    public ComponentView View(long nowMs, IReadOnlyList<StateBlock> archivedHours) => throw new NotImplementedException();

    public SeriesView Series(SeriesQuery query, long nowMs, IReadOnlyList<StateBlock> archivedHours) => throw new NotImplementedException();

    public ComponentMetrics Metrics(long nowMs) => throw new NotImplementedException();

    /// <summary>Names of the blocks of older hours in the store that overlap a period; the host reads them for <see cref="View"/> and <see cref="Series"/>.</summary>
    public IReadOnlyList<string> ArchivedHours(long fromMs, long toMs) => throw new NotImplementedException();

    /// <summary>What changed after <paramref name="sinceVersion"/> (0: everything).</summary>
    public StateSnapshot Save(long sinceVersion) => throw new NotImplementedException();

    /// <summary>Names of the blocks that <see cref="Load"/> needs with this head; older hours stay in the store.</summary>
    public static IReadOnlyList<string> ResidentBlocks(ReadOnlyMemory<byte> head) => throw new NotImplementedException();

    /// <summary>Restores a saved state. Throws <see cref="InvalidDataException"/>, naming block and byte, when the bytes are not a state.</summary>
    public static InferenceComponent Load(
        string name, ComponentSettings settings, ReadOnlyMemory<byte> head, IReadOnlyList<StateBlock> blocks) => throw new NotImplementedException();
}

using Plimsoll.Components;

namespace Plimsoll.ComponentHost;

/// <summary>
/// Batches whose Apply threw, until the reloaded component is past them. A restart forgets them: then they throw
/// once more and are set aside again.
/// </summary>
internal sealed class BadBatches
{
    private readonly Dictionary<(Guid Journal, long Sequence), string> _reasons = [];

    public void Add(DeliveryBatch batch, string reason) => _reasons[(batch.JournalId, batch.Sequence)] = reason;

    public bool TryTake(DeliveryBatch batch, out string? reason) => _reasons.Remove((batch.JournalId, batch.Sequence), out reason);
}

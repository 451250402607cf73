namespace Plimsoll.Storage.Checkpoints;

/// <param name="ExpectedVersion">Version that this commit follows; 0 when the key must not exist. Anything else is a conflict.</param>
/// <param name="State">New head bytes.</param>
/// <param name="Written">Blocks to add or replace.</param>
/// <param name="Removed">Blocks to drop; a name the head does not hold is ignored.</param>
public sealed record CheckpointCommit(
    long ExpectedVersion, ReadOnlyMemory<byte> State, IReadOnlyList<BlockWrite> Written, IReadOnlyList<string> Removed)
{
    /// <summary>
    /// Moves all that is alive, so that a store which keeps the version before holds after two such commits nothing of what
    /// was replaced.
    /// </summary>
    public bool Compact { get; init; }
}

public readonly record struct BlockWrite(string Name, ReadOnlyMemory<byte> Bytes);

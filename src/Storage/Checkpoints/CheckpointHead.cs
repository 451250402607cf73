namespace Plimsoll.Storage.Checkpoints;

/// <param name="Version">Rises by one with every commit of the key.</param>
/// <param name="State">The opaque head bytes of the state.</param>
/// <param name="Blocks">Names of the blocks that this version holds.</param>
/// <param name="Tag">The store's own bookkeeping.</param>
public sealed record CheckpointHead(string Key, long Version, ReadOnlyMemory<byte> State, IReadOnlyCollection<string> Blocks, object? Tag = null)
{
    /// <summary>
    /// What is wrong, and where, with the version after this one, which cannot be read: this one takes its place. Null where
    /// this one is the newest.
    /// </summary>
    public string? Damage { get; init; }
}

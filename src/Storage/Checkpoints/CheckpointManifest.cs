namespace Plimsoll.Storage.Checkpoints;

/// <summary>What one version of a key holds, and in which files.</summary>
/// <param name="FileBytes">Size of every file that holds a block of this version, and of this version's own (its file cannot say how long it will be).</param>
internal sealed record CheckpointManifest(
    string Key, long Version, ReadOnlyMemory<byte> State,
    IReadOnlyDictionary<string, BlockPlace> Blocks, IReadOnlyDictionary<long, long> FileBytes)
{
    public static CheckpointManifest None(string key) =>
        new(key, 0, default, new Dictionary<string, BlockPlace>(), new Dictionary<long, long>());

    /// <inheritdoc cref="CheckpointHead.Damage"/>
    public string? Damage { get; init; }

    public CheckpointHead ToHead() => new(Key, Version, State, [.. Blocks.Keys], this) { Damage = Damage };
}

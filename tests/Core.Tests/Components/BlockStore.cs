using Plimsoll.Components;

namespace Plimsoll.Core.Tests.Components;

/// <summary>What a checkpoint store holds of one component.</summary>
internal sealed class BlockStore
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _blocks = [];

    public ReadOnlyMemory<byte> Head { get; private set; }

    public IEnumerable<string> Names => _blocks.Keys;

    public long Bytes => Head.Length + _blocks.Values.Sum(b => (long)b.Length);

    /// <summary>The same, with one block gone.</summary>
    public BlockStore Without(string name)
    {
        var copy = new BlockStore { Head = Head };
        foreach (var block in _blocks.Where(b => b.Key != name))
            copy._blocks.Add(block.Key, block.Value);
        return copy;
    }

    /// <summary>Loads what is there.</summary>
    /// <param name="lost">Names of blocks that are gone.</param>
    public InferenceComponent Load(ComponentSettings settings, IReadOnlySet<string> lost) => InferenceComponent.Load(
        Feed.Name, settings, Head, Read(InferenceComponent.ResidentBlocks(Head).Except(lost)), new LostBlocks(lost, [.. Names, .. lost]));

    public void Commit(StateSnapshot snapshot)
    {
        foreach (var block in snapshot.Changed)
            _blocks[block.Name] = block.Bytes;
        foreach (var name in snapshot.Removed)
            _blocks.Remove(name);
        Head = snapshot.Head;
    }

    public IReadOnlyList<StateBlock> Read(IEnumerable<string> names) => [.. names.Select(n => new StateBlock(n, _blocks[n]))];

    public InferenceComponent Load(ComponentSettings settings) =>
        InferenceComponent.Load(Feed.Name, settings, Head, Read(InferenceComponent.ResidentBlocks(Head)));
}

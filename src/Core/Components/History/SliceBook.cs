namespace Plimsoll.Components.History;

/// <summary>The slice blocks of the resident hours.</summary>
internal sealed class SliceBook
{
    private readonly SortedDictionary<long, SliceBlock> _blocks = [];
    private SliceBlock? _last;

    public IEnumerable<SliceBlock> Blocks => _blocks.Values;

    public SliceBlock? Find(long index) => _blocks.GetValueOrDefault(index);

    public SliceBlock At(long ms, long version)
    {
        var index = Clock.Hour(ms) / SliceBlock.Hours;
        if (_last?.Index != index && !_blocks.TryGetValue(index, out _last))
            _blocks[index] = _last = new(index);
        _last.Version = version;
        return _last;
    }

    /// <summary>Drops blocks that lie wholly before the resident hours. Returns whether there were any.</summary>
    public bool Advance(long hour)
    {
        var oldest = (hour - Clock.ResidentHours + 1) / SliceBlock.Hours;
        var gone = _blocks.Keys.TakeWhile(i => i < oldest).ToList();
        foreach (var index in gone)
            _blocks.Remove(index);
        if (gone.Count > 0)
            _last = null;
        return gone.Count > 0;
    }

    public void Restore(SliceBlock block) => _blocks[block.Index] = block;
}

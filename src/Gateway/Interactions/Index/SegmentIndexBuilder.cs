using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>
/// The index of a segment while it is made, as far as it was read: of the journal's last segment it is all there is, since
/// that one still grows.
/// </summary>
internal sealed class SegmentIndexBuilder(RowKeys rowKeys, LogSegment begun) : ISegmentIndex
{
    private readonly Lock _lock = new();
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<IndexBlock> _blocks = [];
    private readonly List<ComponentSpan> _spans = [];
    private readonly List<ulong> _keys = [];
    private readonly BlockBuilder _open = new(rowKeys);
    private long _start = LogSegment.StartOffset;
    private long _end = LogSegment.StartOffset;
    private long _first;
    private long _last = begun.First - 1;

    /// <summary>A block ends when it has reached this size, bytes.</summary>
    public const int BlockBytes = 128 << 10;

    /// <summary>Most blocks of a segment; what would come after belongs to the last.</summary>
    public const int MaxBlocks = (int)RowKeys.BlockMask;

    /// <summary>Reads on, at most so many bytes and one entry.</summary>
    /// <param name="segment">The segment as it is now.</param>
    /// <returns>Bytes read; fewer than allowed when everything has been.</returns>
    public long Extend(SegmentLog log, LogSegment segment, long maxBytes)
    {
        lock (_lock)
        {
            var from = _end;
            foreach (var placed in log.ReadSegment(segment, _end, segment.Bytes, _last))
            {
                Add(placed);
                if (_end - from >= maxBytes)
                    break;
            }
            return _end - from;
        }
    }

    /// <summary>Whether everything of the segment was read.</summary>
    public bool Covers(LogSegment segment)
    {
        lock (_lock)
            return _last >= segment.Last;
    }

    public IReadOnlyList<IndexBlock> Find(BlockQuery query)
    {
        lock (_lock)
        {
            var closed = (Blocks: _blocks.Count, Spans: _spans.Count, Keys: _keys.Count);
            CloseBlock();
            var found = BlockSearch.Find(new BlockTable(_names, _blocks, _spans), query, BlocksOf);
            Reopen(closed.Blocks, closed.Spans, closed.Keys);
            return found;
        }
    }

    /// <summary>Everything, keys sorted. The builder still answers afterwards, but takes nothing more.</summary>
    public (BlockTable Table, List<ulong> Keys) Finish()
    {
        lock (_lock)
        {
            CloseBlock();
            _first = 0;
            _keys.Sort();
            return (new BlockTable(_names, _blocks, _spans), _keys);
        }
    }

    private void Add(PlacedEntry placed)
    {
        if (placed.Offset - _start >= BlockBytes && _blocks.Count < MaxBlocks)
        {
            CloseBlock();
            _open.Clear();
            _start = placed.Offset;
            _first = 0;
        }
        _open.Add(placed.Entry.Payload);
        if (_first == 0)
            _first = placed.Entry.Sequence;
        (_end, _last) = (placed.End, placed.Entry.Sequence);
    }

    private void CloseBlock()
    {
        if (_first == 0)
            return;
        foreach (var key in _open.DistinctKeys())
            _keys.Add(key | (uint)_blocks.Count);
        var spans = _spans.Count;
        if (_open.Spans.Count > BlockTable.MaxSpans)
            _spans.Add(new ComponentSpan(ComponentSpan.Every, _open.Spans.Values.Aggregate(Traits.None, (all, s) => all | s.Traits), 0));
        else
            _spans.AddRange(_open.Spans.Select(s => s.Value with { Name = NumberOf(s.Key) }));
        _blocks.Add(new IndexBlock(_start, _end, _first, _last, _open.OldestMs, _open.NewestMs, spans, _spans.Count - spans));
    }

    private void Reopen(int blocks, int spans, int keys)
    {
        _blocks.RemoveRange(blocks, _blocks.Count - blocks);
        _spans.RemoveRange(spans, _spans.Count - spans);
        _keys.RemoveRange(keys, _keys.Count - keys);
    }

    private IEnumerable<int> BlocksOf(ulong key) =>
        _keys.Where(k => (k & ~RowKeys.BlockMask) == key).Select(k => (int)(k & RowKeys.BlockMask));

    private int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;
        _names.Add(name);
        _numbers.Add(name, _names.Count - 1);
        return _names.Count - 1;
    }
}

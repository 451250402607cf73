using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.Judging;

/// <summary>The last verdicts, in blocks of which only the last one changes; bounded in number and by retention.</summary>
internal sealed class VerdictLog
{
    public const int MaxBlocks = 8;

    private readonly SortedDictionary<long, VerdictBlock> _blocks = [];

    /// <summary>Version of the state at the last change, be it that something was dropped.</summary>
    public long Version { get; private set; }

    public IEnumerable<VerdictBlock> Blocks => _blocks.Values;

    /// <summary>In the order in which they came, newest first.</summary>
    public IEnumerable<VerdictRecord> Newest => _blocks.Values.Reverse().SelectMany(b => b.Records.AsEnumerable().Reverse());

    public void Add(VerdictRecord record, long version)
    {
        var last = _blocks.Count > 0 ? _blocks.Values.Last() : null;
        if (last is not { IsFull: false })
        {
            last = new VerdictBlock((last?.Index ?? -1) + 1);
            _blocks.Add(last.Index, last);
            if (_blocks.Count > MaxBlocks)
                _blocks.Remove(_blocks.Keys.First());
        }
        last.Records.Add(record);
        Version = last.Version = version;
    }

    /// <summary>The verdict of a request's first judgement; null when it is not kept.</summary>
    public VerdictRecord? Find(string requestId) => Newest.FirstOrDefault(v => v.Request.Id == requestId);

    /// <summary>Drops verdicts that are older. Returns whether there were any.</summary>
    public bool Expire(long beforeMs, long version)
    {
        var changed = false;
        foreach (var block in _blocks.Values.Where(b => b.Records.Exists(r => r.JudgedMs < beforeMs)).ToList())
        {
            changed = true;
            block.Records.RemoveAll(r => r.JudgedMs < beforeMs);
            Version = block.Version = version;
            if (block.Records.Count == 0)
                _blocks.Remove(block.Index);
        }
        return changed;
    }

    /// <summary>Puts others in the place of some verdicts. Returns the old and the new of each.</summary>
    /// <param name="change">Null for a verdict that stays.</param>
    public IReadOnlyList<(VerdictRecord Before, VerdictRecord After)> Replace(Func<VerdictRecord, VerdictRecord?> change, long version)
    {
        var replaced = new List<(VerdictRecord, VerdictRecord)>();
        foreach (var block in _blocks.Values)
        {
            for (var i = 0; i < block.Records.Count; i++)
            {
                if (change(block.Records[i]) is not { } after)
                    continue;
                replaced.Add((block.Records[i], after));
                block.Records[i] = after;
                Version = block.Version = version;
            }
        }
        return replaced;
    }

    public void Restore(VerdictBlock block, long version)
    {
        Version = block.Version = version;
        _blocks[block.Index] = block;
    }
}

/// <summary>Some verdicts that are saved together.</summary>
internal sealed class VerdictBlock(long index)
{
    public const int Size = 64;
    private const byte Format = 4;
    private const byte WithoutLoad = 3;
    private const byte WithoutLatencies = 2;
    private const byte WithoutLengths = 1;

    public long Index { get; } = index;
    public long Version { get; set; }
    public List<VerdictRecord> Records { get; } = [];
    public bool IsFull => Records.Count >= Size;

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Records.Count);
        foreach (var record in Records)
            record.Write(writer);
    }

    public static VerdictBlock Read(ref StateReader reader, long index)
    {
        var format = reader.Version(WithoutLengths, Format);
        var block = new VerdictBlock(index);
        for (var left = reader.Length(Size); left > 0; left--)
            block.Records.Add(VerdictRecord.Read(ref reader, format > WithoutLengths, format > WithoutLatencies, format > WithoutLoad));
        return block;
    }
}

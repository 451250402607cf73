using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>What an index belongs to; another segment's, or one of the same made under another key, does not fit.</summary>
/// <param name="KeyCheck"><see cref="RowKeys.Check"/>.</param>
internal readonly record struct IndexIdentity(Guid JournalId, long First, long Last, long Bytes, ulong KeyCheck)
{
    public static IndexIdentity Of(LogSegment segment, RowKeys keys) =>
        new(segment.JournalId, segment.First, segment.Last, segment.Bytes, keys.Check);
}

/// <summary>The part of an index file that is held in memory.</summary>
/// <param name="Fences">First key of each page.</param>
internal sealed record IndexHead(IndexIdentity Identity, BlockTable Table, int KeyCount, ulong[] Fences)
{
    private const int Version = 1;

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        WriteIdentity(writer);
        writer.Write(Table.Names.Count);
        foreach (var name in Table.Names)
            writer.Write(name);
        WriteBlocks(writer);
        writer.Write(KeyCount);
        writer.Write(Fences.Length);
        foreach (var fence in Fences)
            writer.Write(fence);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <param name="bytes">What <see cref="ToBytes"/> wrote, verified.</param>
    /// <exception cref="InvalidDataException">It is of another version.</exception>
    public static IndexHead Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var version = reader.ReadInt32();
        if (version != Version)
            throw new InvalidDataException($"segment index of version {version}; this build reads version {Version}");
        var identity = new IndexIdentity(
            new Guid(reader.ReadBytes(16)), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64());
        var names = Read(reader, r => r.ReadString());
        var blocks = Read(reader, r => new IndexBlock(
            r.ReadInt64(), r.ReadInt64(), r.ReadInt64(), r.ReadInt64(), r.ReadInt64(), r.ReadInt64(), r.ReadInt32(), r.ReadInt32()));
        var spans = Read(reader, r => new ComponentSpan(r.ReadInt32(), (Traits)r.ReadByte(), r.ReadSingle()));
        return new IndexHead(identity, new BlockTable(names, blocks, spans), reader.ReadInt32(), Read(reader, r => r.ReadUInt64()));
    }

    private void WriteIdentity(BinaryWriter writer)
    {
        writer.Write(Identity.JournalId.ToByteArray());
        writer.Write(Identity.First);
        writer.Write(Identity.Last);
        writer.Write(Identity.Bytes);
        writer.Write(Identity.KeyCheck);
    }

    private void WriteBlocks(BinaryWriter writer)
    {
        writer.Write(Table.Blocks.Count);
        foreach (var block in Table.Blocks)
        {
            foreach (var value in (ReadOnlySpan<long>)[block.Offset, block.End, block.FirstSequence, block.LastSequence, block.OldestMs, block.NewestMs])
                writer.Write(value);
            writer.Write(block.Spans);
            writer.Write(block.SpanCount);
        }
        writer.Write(Table.Spans.Count);
        foreach (var span in Table.Spans)
        {
            writer.Write(span.Name);
            writer.Write((byte)span.Traits);
            writer.Write(span.SlowestMs);
        }
    }

    private static T[] Read<T>(BinaryReader reader, Func<BinaryReader, T> item)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
            items[i] = item(reader);
        return items;
    }
}

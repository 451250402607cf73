namespace Plimsoll.Storage.Tests.Faults;

/// <summary>A file's bytes as processes see them, and as the disk would give them back after a power cut.</summary>
internal sealed class SimulatedFile(byte[] live, byte[] durable)
{
    private const int SectorBytes = 512;

    public byte[] Live { get; private set; } = live;

    public byte[] Durable { get; private set; } = durable;

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var end = (int)offset + bytes.Length;
        var live = new byte[Math.Max(end, Live.Length)];
        Live.CopyTo(live, 0);
        bytes.CopyTo(live.AsSpan((int)offset));
        Live = live;
    }

    public void SetLength(long length)
    {
        var live = new byte[length];
        Live.AsSpan(0, (int)Math.Min(length, Live.Length)).CopyTo(live);
        Live = live;
    }

    public void Flush() => Durable = Live;

    /// <summary>What is left when any sectors written since the flush may have reached the disk, or not.</summary>
    public byte[] Torn(Random random)
    {
        if (ReferenceEquals(Live, Durable))
            return Durable;
        var torn = new byte[random.Next(3) switch
        {
            0 => Live.Length,
            1 => Durable.Length,
            _ => random.Next(Math.Min(Live.Length, Durable.Length), Math.Max(Live.Length, Durable.Length) + 1),
        }];
        for (var at = 0; at < torn.Length; at += SectorBytes)
        {
            var source = random.Next(2) == 0 ? Live : Durable;
            var size = Math.Min(SectorBytes, Math.Min(torn.Length, source.Length) - at);
            if (size > 0)
                source.AsSpan(at, size).CopyTo(torn.AsSpan(at));
        }
        return torn;
    }
}

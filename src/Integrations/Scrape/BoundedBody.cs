using System.Buffers;

namespace Plimsoll.Integrations.Scrape;

/// <summary>Reads a body within its own bound and within what all may take up together; gives its share back when disposed.</summary>
internal sealed class BoundedBody(ByteBudget budget, long most) : IDisposable
{
    private const int ChunkBytes = 64 << 10;

    /// <summary>Every answer may have so many, so that a few that flood starve no small one.</summary>
    private const int FreeBytes = 512 << 10;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private long _taken;

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Null when the stream was read to its end; else why it was not.</summary>
    public async Task<ScrapeAnswer.Failed?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        while (true)
        {
            if (!TryMakeRoom())
                return new("no_room", "too many answers are being read at once");
            var read = await stream.ReadAsync(_bytes.GetMemory(ChunkBytes)[..ChunkBytes], cancellation).ConfigureAwait(false);
            if (read == 0)
                return null;
            _bytes.Advance(read);
            if (_bytes.WrittenCount > most)
                return TooLong(most);
        }
    }

    public static ScrapeAnswer.Failed TooLong(long most) => new("too_long", $"the answer is longer than {most} bytes (scrape.max_body_bytes)");

    public void Dispose() => budget.GiveBack(_taken);

    /// <summary>A buffer that grows is twice there while it is copied.</summary>
    private bool TryMakeRoom()
    {
        if (_bytes.WrittenCount + ChunkBytes <= FreeBytes)
            return true;
        var needed = 2L * (_bytes.WrittenCount + ChunkBytes) - _taken;
        if (needed <= 0)
            return true;
        var more = Math.Max(needed, _taken);
        if (!budget.TryTake(more))
            return false;
        _taken += more;
        return true;
    }
}

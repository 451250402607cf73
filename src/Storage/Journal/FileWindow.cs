using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>Reads a file forwards through one buffer that grows to the largest piece asked for.</summary>
internal sealed class FileWindow(IStorageFile file, long limit)
{
    private const int BufferBytes = 256 << 10;

    private byte[] _buffer = new byte[(int)Math.Min(BufferBytes, Math.Max(limit, 1))];
    private long _start;
    private int _count;

    /// <summary>End of what may be read: the limit asked for, or the file's end where that comes first.</summary>
    public long Limit { get; } = Math.Min(limit, file.Length);

    /// <summary>Bytes inside <see cref="Limit"/>; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Get(long offset, int count)
    {
        if (offset < _start || offset + count > _start + _count)
            Fill(offset, count);
        return _buffer.AsMemory((int)(offset - _start), count);
    }

    private void Fill(long offset, int count)
    {
        if (_buffer.Length < count)
            _buffer = new byte[count];
        var wanted = (int)Math.Min(_buffer.Length, Limit - offset);
        _start = offset;
        _count = file.Read(_buffer.AsSpan(0, wanted), offset);
        if (_count < count)
            throw new EndOfStreamException($"The file became shorter than {offset + count} bytes while it was read");
    }
}

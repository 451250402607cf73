using System.Buffers;
using System.Runtime.InteropServices;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>
/// Memory of the operating system for a long body: pages count once they are written, so the whole bound can be
/// asked for at the start, and are given back at once. Garbage of this size would wait for a collection and, under
/// many long bodies, take several times what they need (docs/decisions/0010-long-bodies-outside-the-heap.md).
/// </summary>
internal sealed unsafe class NativeBuffer(int length) : MemoryManager<byte>
{
    /// <summary>glibc's malloc may keep what is shorter than 32 MiB when it is freed, never what is longer.</summary>
    private const int LeastBytes = 64 << 20;

    private byte* _memory = (byte*)NativeMemory.Alloc((nuint)Math.Max(length, LeastBytes));

    public override Span<byte> GetSpan() => new(Live, length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, length);
        return new MemoryHandle(Live + elementIndex);
    }

    /// <summary>Nothing moves this memory, so nothing holds it either.</summary>
    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }

    private byte* Live
    {
        get
        {
            ObjectDisposedException.ThrowIf(_memory is null, this);
            return _memory;
        }
    }
}

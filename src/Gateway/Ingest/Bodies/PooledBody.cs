using System.Buffers;
using CommunityToolkit.HighPerformance;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>Bytes of a body in one buffer, accounted for at the gate.</summary>
internal sealed class PooledBody(IngestGate gate) : IDisposable
{
    /// <summary>The pool keeps what it is given back, which for longer buffers would be too much.</summary>
    private const int MaxPooledBytes = 1 << 20;

    private IMemoryOwner<byte>? _owner;
    private Memory<byte> _buffer;
    private int _allowed;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _buffer[..Length];

    public Memory<byte> Free => _buffer[Length.._allowed];

    public void Advance(int count) => Length += count;

    /// <summary>Forgets the first bytes.</summary>
    public void Consume(int count)
    {
        Length -= count;
        _buffer.Slice(count, Length).CopyTo(_buffer);
    }

    /// <summary>The bytes as a stream, valid until the body changes.</summary>
    public Stream Open() => Memory.AsStream();

    /// <summary>Sees to it that <see cref="Free"/> is not empty; null when the gate allows it.</summary>
    /// <param name="first">First room, bytes; later it doubles.</param>
    /// <param name="max">One byte more than this is always enough.</param>
    public Refusal? MakeRoom(int first, long max)
    {
        if (Length < _allowed)
            return null;
        var room = (int)Math.Min(Length == 0 ? first : 2L * Length, max + 1);
        if (gate.Reserve(room - _allowed) is { } refusal)
            return refusal;
        if (room > _buffer.Length)
            Move(room <= MaxPooledBytes ? MemoryPool<byte>.Shared.Rent(room) : new NativeBuffer((int)max + 1));
        _allowed = room;
        return null;
    }

    public void Dispose()
    {
        gate.Release(_allowed);
        _owner?.Dispose();
        (_owner, _buffer, _allowed, Length) = (null, default, 0, 0);
    }

    private void Move(IMemoryOwner<byte> larger)
    {
        Memory.CopyTo(larger.Memory);
        _owner?.Dispose();
        (_owner, _buffer) = (larger, larger.Memory);
    }
}

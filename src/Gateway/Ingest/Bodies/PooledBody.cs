using System.Buffers;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>A request's body in one pooled buffer, accounted for at the gate.</summary>
internal sealed class PooledBody(IngestGate gate) : IDisposable
{
    private byte[] _buffer = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public Memory<byte> Free => _buffer.AsMemory(Length);

    public void Advance(int count) => Length += count;

    /// <summary>Makes room; null when the gate allows it.</summary>
    public Refusal? Grow(int capacity)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        if (gate.Reserve(larger.Length - _buffer.Length) is { } refusal)
        {
            ArrayPool<byte>.Shared.Return(larger);
            return refusal;
        }
        Memory.Span.CopyTo(larger);
        ReturnBuffer();
        _buffer = larger;
        return null;
    }

    public void Dispose()
    {
        gate.Release(_buffer.Length);
        ReturnBuffer();
        _buffer = [];
        Length = 0;
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
    }
}

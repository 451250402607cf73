using System.Buffers;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>Bytes of a body in one pooled buffer, accounted for at the gate.</summary>
internal sealed class PooledBody(IngestGate gate) : IDisposable
{
    private byte[] _buffer = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public Memory<byte> Free => _buffer.AsMemory(Length);

    public void Advance(int count) => Length += count;

    /// <summary>Forgets the first bytes.</summary>
    public void Consume(int count)
    {
        Length -= count;
        _buffer.AsSpan(count, Length).CopyTo(_buffer);
    }

    /// <summary>The bytes as a stream, valid until the body changes.</summary>
    public Stream Open() => new MemoryStream(_buffer, 0, Length, writable: false);

    /// <summary>Sees to it that <see cref="Free"/> is not empty; null when the gate allows it.</summary>
    /// <param name="first">Size of the first buffer, bytes; later ones double.</param>
    /// <param name="max">One byte more than this is always enough.</param>
    public Refusal? MakeRoom(int first, long max) => Length < _buffer.Length
        ? null
        : Grow((int)Math.Min(Length == 0 ? first : 2L * Length, max + 1));

    public void Dispose()
    {
        gate.Release(_buffer.Length);
        ReturnBuffer();
        _buffer = [];
        Length = 0;
    }

    private Refusal? Grow(int capacity)
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

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
    }
}

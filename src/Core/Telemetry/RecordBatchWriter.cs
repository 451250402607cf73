using System.Buffers;

namespace Plimsoll.Telemetry;

/// <summary>
/// Encodes rows of one component into the versioned binary batch that the journal stores and components apply.
/// Reused between batches: <see cref="Clear"/> keeps the buffers.
/// </summary>
public sealed class RecordBatchWriter
{
    public int Count => throw new NotImplementedException();

    /// <summary>Size of the batch if it were written now, bytes.</summary>
    public int ByteCount => throw new NotImplementedException();

    public void Add(InferenceRecord record) => throw new NotImplementedException();

    public void Add(GpuSample sample) => throw new NotImplementedException();

    public void Add(EngineSample sample) => throw new NotImplementedException();

    public void Add(Feedback feedback) => throw new NotImplementedException();

    public void Add(Outcome outcome) => throw new NotImplementedException();

    public void WriteTo(IBufferWriter<byte> output) => throw new NotImplementedException();

    public void Clear() => throw new NotImplementedException();
}

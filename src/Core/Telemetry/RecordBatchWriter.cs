using System.Buffers;
using System.Text;
using Plimsoll.Telemetry.Codec;

namespace Plimsoll.Telemetry;

/// <summary>
/// Encodes rows of one component into the versioned binary batch that the journal stores and components apply.
/// Reused between batches: <see cref="Clear"/> keeps the buffers. Takes validated rows: one that
/// <see cref="RecordValidator"/> would refuse may throw <see cref="ArgumentException"/> and then leaves no trace.
/// </summary>
public sealed class RecordBatchWriter
{
    private const int SampleRowBytes = 128;

    private readonly ArrayBufferWriter<byte> rows = new(1024);
    private readonly TextTable texts = new();
    private long previousMs;

    /// <summary>Rows added since <see cref="Clear"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Size of the batch if it were written now, bytes.</summary>
    public int ByteCount => HeaderBytes + texts.Bytes.Length + rows.WrittenCount;

    private int HeaderBytes => 2 + Varint.Length((ulong)Count) + Varint.Length((ulong)texts.Count);

    public void Add(InferenceRecord record)
    {
        var writer = Begin(InferenceRowWriter.MaxBytes(record), TelemetryKind.Inference, record.Source, record.TimestampMs);
        InferenceRowWriter.Write(ref writer, record, texts);
        End(writer, record.TimestampMs);
    }

    public void Add(GpuSample sample)
    {
        var writer = Begin(SampleRowBytes, TelemetryKind.Gpu, sample.Source, sample.TimestampMs);
        GpuRowCodec.Write(ref writer, sample, texts);
        End(writer, sample.TimestampMs);
    }

    public void Add(EngineSample sample)
    {
        var writer = Begin(SampleRowBytes, TelemetryKind.Engine, sample.Source, sample.TimestampMs);
        EngineRowCodec.Write(ref writer, sample, texts);
        End(writer, sample.TimestampMs);
    }

    public void Add(HostSample sample)
    {
        var writer = Begin(SampleRowBytes, TelemetryKind.Host, sample.Source, sample.TimestampMs);
        HostRowCodec.Write(ref writer, sample, texts);
        End(writer, sample.TimestampMs);
    }

    public void Add(Feedback feedback)
    {
        var bytes = SampleRowBytes + MaxTextBytes(feedback.RequestId);
        var writer = Begin(bytes, TelemetryKind.Feedback, TelemetrySource.Records, feedback.TimestampMs);
        FeedbackRowCodec.Write(ref writer, feedback, texts);
        End(writer, feedback.TimestampMs);
    }

    public void Add(Outcome outcome)
    {
        var bytes = SampleRowBytes + MaxTextBytes(outcome.RequestId);
        var writer = Begin(bytes, TelemetryKind.Outcome, TelemetrySource.Records, outcome.TimestampMs);
        OutcomeRowCodec.Write(ref writer, outcome, texts);
        End(writer, outcome.TimestampMs);
    }

    public void Add(ScoreSample score)
    {
        var bytes = SampleRowBytes + MaxTextBytes(score.RequestId);
        var writer = Begin(bytes, TelemetryKind.Score, TelemetrySource.Records, score.TimestampMs);
        ScoreRowCodec.Write(ref writer, score, texts);
        End(writer, score.TimestampMs);
    }

    public void Add(AggregateSample sample)
    {
        var writer = Begin(AggregateRowCodec.MaxBytes(sample), TelemetryKind.Aggregate, sample.Source, sample.TimestampMs);
        AggregateRowCodec.Write(ref writer, sample, texts);
        End(writer, sample.TimestampMs);
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        var header = new SpanWriter(output.GetSpan(2 + 2 * Varint.MaxBytes));
        header.WriteByte(BatchFormat.Magic);
        header.WriteByte(BatchFormat.Version);
        header.WriteNumber(Count);
        header.WriteNumber(texts.Count);
        output.Advance(header.Position);
        output.Write(texts.Bytes);
        output.Write(rows.WrittenSpan);
    }

    public void Clear()
    {
        rows.ResetWrittenCount();
        texts.Clear();
        previousMs = 0;
        Count = 0;
    }

    private static int MaxTextBytes(string? text) => Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0);

    private SpanWriter Begin(int maxBytes, TelemetryKind kind, TelemetrySource source, long timestampMs)
    {
        var writer = new SpanWriter(rows.GetSpan(RowHead.MaxBytes + maxBytes));
        new RowHead(kind, source, timestampMs).Write(ref writer, previousMs);
        return writer;
    }

    private void End(SpanWriter writer, long timestampMs)
    {
        rows.Advance(writer.Position);
        previousMs = timestampMs;
        Count++;
    }
}

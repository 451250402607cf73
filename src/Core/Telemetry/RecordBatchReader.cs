using System.Diagnostics.CodeAnalysis;
using Plimsoll.Telemetry.Codec;

namespace Plimsoll.Telemetry;

/// <summary>
/// Reads a batch of <see cref="RecordBatchWriter"/> row by row without allocating per inference row. Never throws
/// on foreign bytes: <see cref="TryOpen"/> checks version, counts and the string table, and a row that does not
/// decode ends the batch with <see cref="Error"/> set.
/// </summary>
public ref struct RecordBatchReader
{
    private readonly ReadOnlySpan<byte> batch;
    private readonly BatchTexts texts;
    private ByteCursor cursor;
    private int rowsRead;
    private RowHead head;
    private InferenceRow inference;
    private InferencePlaces places;
    private object? sample;

    private RecordBatchReader(ReadOnlySpan<byte> batch, ByteCursor cursor, BatchTexts texts, int count)
    {
        this.batch = batch;
        this.cursor = cursor;
        this.texts = texts;
        Count = count;
    }

    /// <summary>Rows that the header announces.</summary>
    public int Count { get; }

    /// <summary>Null, or what is wrong with the row at which reading stopped.</summary>
    public string? Error { get; private set; }

    /// <summary>Kind of the current row.</summary>
    public readonly TelemetryKind Kind => head.Kind;

    /// <summary>Strings in the batch's table; indexes run from 0 to one less.</summary>
    public readonly int TextCount => texts.Count;

    /// <summary>The current row's numbers and table indexes, valid until the next <see cref="MoveNext"/>; only when <see cref="Kind"/> is Inference.</summary>
    [UnscopedRef]
    public readonly ref readonly InferenceRow Inference => ref inference;

    /// <summary>The stages of the current inference row, in the order in which they were sent.</summary>
    public readonly StageEnumerator Stages => new(batch[places.Stages..], inference.StageCount);

    /// <summary>Whether the current inference row brought <see cref="Scores"/> or <see cref="IsFlagged"/>; cheap.</summary>
    public readonly bool HasFindings => places.DetailBytes > 0 && (batch[places.Details] & (byte)(InferenceDetails.Scores | InferenceDetails.SafetyFlags)) != 0;

    /// <summary>Whether a safety filter of the client's own found something in the current inference row.</summary>
    public readonly bool IsFlagged => places.DetailBytes > 0 && (batch[places.Details] & (byte)InferenceDetails.SafetyFlags) != 0;

    /// <summary>The scores of the current inference row, in the order in which they were sent.</summary>
    public readonly ScoreEnumerator Scores => new(batch.Slice(places.Details, places.DetailBytes), texts.Count);

    /// <summary>Opens a batch; false with a reason that says what is wrong and at which byte.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> batch, out RecordBatchReader reader, out string? error)
    {
        reader = default;
        var cursor = new ByteCursor(batch);
        var (magic, version) = (cursor.ReadByte(), cursor.ReadByte());
        if (cursor.Failed || magic != BatchFormat.Magic)
        {
            error = $"not a record batch: it begins with 0x{magic:x2}, not 0x{BatchFormat.Magic:x2}, and has {batch.Length} bytes";
            return false;
        }
        if (version != BatchFormat.Version)
        {
            error = $"record batch of version {version}; this build reads version {BatchFormat.Version}";
            return false;
        }
        var count = cursor.ReadCount(BatchFormat.SmallestRowBytes);
        var texts = BatchTexts.Read(ref cursor, batch);
        reader = new RecordBatchReader(batch, cursor, texts, count);
        error = cursor.Failed ? $"the head of the record batch does not decode at byte {cursor.FailedAt} of {batch.Length}" : null;
        return error is null;
    }

    public bool MoveNext()
    {
        if (Error is not null || rowsRead == Count)
            return false;
        head = RowHead.Read(ref cursor, head.TimestampMs);
        ReadBody();
        if (cursor.Failed)
            Error = $"row {rowsRead} of {Count} does not decode at byte {cursor.FailedAt} of {batch.Length}";
        else if (++rowsRead == Count && cursor.Remaining > 0)
            Error = $"{cursor.Remaining} bytes follow the last of {Count} rows";
        return Error is null;
    }

    /// <summary>String of the batch's table; null for index -1. One instance per batch and index.</summary>
    public readonly string? Text(int index) => index < 0 ? null : texts[index];

    /// <summary>
    /// The current inference row in full, for the interaction log and tests. False when its details do not decode;
    /// the record then holds what the aggregates see.
    /// </summary>
    public readonly bool CopyTo(InferenceRecord record, string component)
    {
        record.Clear();
        record.Component = component;
        InferenceRowCopy.Fill(record, in inference, texts);
        foreach (var stage in Stages)
            record.Stages.Add(new Stage(texts[stage.Name], Nanoseconds.ToMilliseconds(stage.Ns)));
        if (places.DetailBytes == 0)
            return true;
        var details = new ByteCursor(batch.Slice(places.Details, places.DetailBytes));
        InferenceDetailReader.Read(ref details, record, texts);
        return !details.Failed;
    }

    /// <summary>
    /// What the interaction log looks the current inference row up by, without making the record. Empty when its details
    /// do not decode.
    /// </summary>
    public readonly InteractionKeys ReadKeys() =>
        InteractionKeyReader.Read(batch.Slice(places.Details, places.DetailBytes), texts.Count);

    /// <summary>Whether the current inference row has a trace id; cheap.</summary>
    public readonly bool HasTrace => places.DetailBytes > 0 && InteractionKeyReader.HasTrace(batch[places.Details]);

    /// <summary>Whether the current inference row has a <see cref="ReadCandidate"/>; cheap.</summary>
    public readonly bool IsCandidate => CandidateMarkCodec.Stands(batch.Slice(places.Details, places.DetailBytes));

    /// <summary>The mark of the current inference row; null when it does not decode.</summary>
    public readonly CandidateMark? ReadCandidate()
    {
        var mark = new ByteCursor(batch.Slice(places.Details + places.DetailBytes - CandidateMarkCodec.Bytes, CandidateMarkCodec.Bytes));
        var read = CandidateMarkCodec.Read(ref mark);
        return mark.Failed ? null : read;
    }

    public readonly GpuSample ReadGpu(string component) => Current<GpuSample>() with { Component = component };

    public readonly EngineSample ReadEngine(string component) => Current<EngineSample>() with { Component = component };

    public readonly HostSample ReadHost(string component) => Current<HostSample>() with { Component = component };

    public readonly Feedback ReadFeedback(string component) => Current<Feedback>() with { Component = component };

    public readonly Outcome ReadOutcome(string component) => Current<Outcome>() with { Component = component };

    public readonly ScoreSample ReadScore(string component) => Current<ScoreSample>() with { Component = component };

    public readonly AggregateSample ReadAggregate(string component) => Current<AggregateSample>() with { Component = component };

    private readonly T Current<T>() where T : class =>
        sample as T ?? throw new InvalidOperationException($"The current row is {head.Kind}, not a {typeof(T).Name}");

    private void ReadBody()
    {
        sample = head.Kind switch
        {
            TelemetryKind.Gpu => GpuRowCodec.Read(ref cursor, head, texts),
            TelemetryKind.Engine => EngineRowCodec.Read(ref cursor, head, texts),
            TelemetryKind.Host => HostRowCodec.Read(ref cursor, head, texts),
            TelemetryKind.Feedback => FeedbackRowCodec.Read(ref cursor, head, texts),
            TelemetryKind.Outcome => OutcomeRowCodec.Read(ref cursor, head, texts),
            TelemetryKind.Score => ScoreRowCodec.Read(ref cursor, head, texts),
            TelemetryKind.Aggregate => AggregateRowCodec.Read(ref cursor, head, texts),
            _ => null,
        };
        if (head.Kind != TelemetryKind.Inference)
            return;
        places = InferenceRowReader.Read(ref cursor, ref inference, texts.Count);
        inference.TimestampMs = head.TimestampMs;
        inference.Source = head.Source;
    }
}

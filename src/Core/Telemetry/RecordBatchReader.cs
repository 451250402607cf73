namespace Plimsoll.Telemetry;

/// <summary>
/// Reads a batch of <see cref="RecordBatchWriter"/> row by row without allocating per row. Never throws on
/// foreign bytes: <see cref="TryOpen"/> checks version, counts and the string table, and a row that does not
/// decode ends the batch with <see cref="Error"/> set.
/// </summary>
public ref struct RecordBatchReader
{
    /// <summary>Opens a batch; false with a reason that says what is wrong and at which byte.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> batch, out RecordBatchReader reader, out string? error) =>
        throw new NotImplementedException();

    /// <summary>Rows that the header announces.</summary>
    public readonly int Count => throw new NotImplementedException();

    /// <summary>Null, or what is wrong with the row at which reading stopped.</summary>
    public readonly string? Error => throw new NotImplementedException();

    public readonly TelemetryKind Kind => throw new NotImplementedException();

    public bool MoveNext() => throw new NotImplementedException();

    /// <summary>The current row's numbers and table indexes, valid until the next <see cref="MoveNext"/>; only when <see cref="Kind"/> is Inference.</summary>
    public readonly ref readonly InferenceRow Inference => throw new NotImplementedException();

    /// <summary>String of the batch's table; null for index -1. One instance per batch and index.</summary>
    public readonly string? Text(int index) => throw new NotImplementedException();

    /// <summary>The current inference row in full, for the interaction log and tests.</summary>
    public readonly void CopyTo(InferenceRecord record, string component) => throw new NotImplementedException();

    public readonly GpuSample ReadGpu(string component) => throw new NotImplementedException();

    public readonly EngineSample ReadEngine(string component) => throw new NotImplementedException();

    public readonly Feedback ReadFeedback(string component) => throw new NotImplementedException();

    public readonly Outcome ReadOutcome(string component) => throw new NotImplementedException();
}

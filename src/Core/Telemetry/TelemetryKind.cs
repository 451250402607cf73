namespace Plimsoll.Telemetry;

/// <summary>The kind of one row of a <see cref="RecordBatchWriter"/> batch. Values are part of the stored format.</summary>
public enum TelemetryKind : byte
{
    Inference = 1,
    Gpu = 2,
    Engine = 3,
    Feedback = 4,
    Outcome = 5,
    Aggregate = 6,
    Host = 7,
    Score = 8,
}

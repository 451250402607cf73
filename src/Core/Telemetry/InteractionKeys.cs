namespace Plimsoll.Telemetry;

/// <summary>What the interaction log looks an inference row up by. The bytes are slices of the batch.</summary>
public readonly ref struct InteractionKeys
{
    /// <summary>UTF-8; empty when the row has none.</summary>
    public ReadOnlySpan<byte> RequestId { get; init; }

    /// <summary>16 bytes, or none.</summary>
    public ReadOnlySpan<byte> TraceId { get; init; }

    /// <summary>Whether a safety filter of the client's flagged it.</summary>
    public bool Flagged { get; init; }
}

namespace Plimsoll.Telemetry;

/// <summary>Whether the task that a request or a session served succeeded.</summary>
public sealed record Outcome
{
    public required string Component { get; init; }
    public string? RequestId { get; init; }
    public required long TimestampMs { get; init; }
    public required bool Success { get; init; }
    public string? Task { get; init; }
    public string? ModelVersion { get; init; }
}

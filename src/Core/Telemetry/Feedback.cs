namespace Plimsoll.Telemetry;

/// <summary>What a user said or did about one answer.</summary>
public sealed record Feedback
{
    public required string Component { get; init; }
    public string? RequestId { get; init; }
    public required long TimestampMs { get; init; }

    /// <summary>1–5.</summary>
    public double? Rating { get; init; }

    public bool? ThumbsUp { get; init; }

    /// <summary>The user asked for another answer.</summary>
    public bool Regenerated { get; init; }

    /// <summary>The user copied or otherwise accepted the answer.</summary>
    public bool Accepted { get; init; }

    /// <summary>The user reported the answer.</summary>
    public bool Reported { get; init; }

    public ulong? UserHash { get; init; }
    public string? ModelVersion { get; init; }
}

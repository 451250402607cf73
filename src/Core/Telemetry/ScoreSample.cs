namespace Plimsoll.Telemetry;

/// <summary>How good one answer was by somebody's judgement, sent by itself rather than with its record.</summary>
public sealed record ScoreSample
{
    public required string Component { get; init; }

    /// <summary>The request or response that was judged, as the client names it.</summary>
    public string? RequestId { get; init; }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public string? SpanId { get; init; }

    public required long TimestampMs { get; init; }

    /// <summary>What was judged, for example <c>relevance</c>.</summary>
    public required string Name { get; init; }

    /// <summary>On the judge's own scale.</summary>
    public required double Value { get; init; }

    /// <summary>Who judged.</summary>
    public required string Source { get; init; }
}

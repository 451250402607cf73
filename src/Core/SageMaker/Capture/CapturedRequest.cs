namespace Plimsoll.SageMaker.Capture;

/// <summary>One request as a line of data capture tells it; what it does not tell is null.</summary>
/// <param name="Id">The caller's inference id, else the event's.</param>
public sealed record CapturedRequest(string Id, DateTimeOffset At)
{
    public string? InferenceComponent { get; init; }

    /// <summary>Whom the request was for, as its sender names them.</summary>
    public string? User { get; init; }

    public string? Prompt { get; init; }
    public string? Response { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public string? FinishReason { get; init; }
}

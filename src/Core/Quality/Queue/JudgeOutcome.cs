namespace Plimsoll.Quality.Queue;

/// <summary>What one call to a judge came to.</summary>
public abstract record JudgeOutcome
{
    private JudgeOutcome() { }

    /// <summary>A verdict that could be read.</summary>
    public sealed record Judged : JudgeOutcome;

    /// <summary>An answer that is no verdict; asked once more.</summary>
    public sealed record Malformed : JudgeOutcome;

    /// <summary>The judge asks for patience (429).</summary>
    /// <param name="RetryAfter">As the judge said; null where it said nothing.</param>
    public sealed record Throttled(TimeSpan? RetryAfter) : JudgeOutcome;

    /// <summary>No answer: 5xx, time-out, no connection.</summary>
    public sealed record Unavailable(string Reason) : JudgeOutcome;

    /// <summary>The judge's own daily quota is used up.</summary>
    public sealed record QuotaSpent(long UntilMs) : JudgeOutcome;

    /// <summary>The judge refuses this request for good (400, 401, content policy).</summary>
    public sealed record Rejected(string Reason) : JudgeOutcome;
}

/// <summary>What follows for the request.</summary>
public abstract record QueueStep
{
    private QueueStep() { }

    /// <param name="Request">That has come to its end.</param>
    public sealed record Ended(JudgeRequest Request, QueueEnd End, string Reason) : QueueStep;

    public sealed record Retried(long NotBeforeMs, string Reason) : QueueStep;

    /// <summary>The call is not under way: answered twice, or shed meanwhile.</summary>
    public sealed record Ignored : QueueStep;
}

/// <summary>Every request ends in one of these.</summary>
public enum QueueEnd : byte
{
    Judged,

    /// <summary>Tried, without a verdict.</summary>
    Failed,

    /// <summary>Never tried to the end, for want of room or time.</summary>
    Shed,
}

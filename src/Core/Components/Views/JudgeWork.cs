using Plimsoll.Drift.Content;
using Plimsoll.Quality.Budgets;

namespace Plimsoll.Components.Views;

/// <summary>A gateway's question for answers to judge whose texts it holds.</summary>
/// <param name="JournalId">Of the gateway.</param>
/// <param name="Most">Calls that it can make now; 0 only asks how things stand.</param>
public sealed record JudgeTake(Guid JournalId, int Most);

/// <param name="Tasks">Each is to be reported, whatever becomes of it.</param>
/// <param name="Waiting">Requests that wait, for this gateway or another.</param>
/// <param name="Cutoff">Share of the component's answers whose texts gateways are to keep as candidates.</param>
public sealed record JudgeWork(IReadOnlyList<JudgeTask> Tasks, int Waiting, double Cutoff);

/// <summary>One call to make.</summary>
/// <param name="CallId">Also the judge's idempotency key where it has one.</param>
/// <param name="Hash">Of the request.</param>
public sealed record JudgeTask(string CallId, string RubricVersion, ulong Hash, string? RequestId, string? TraceId)
{
    /// <summary>In place of an answer's texts: an item of the fixed set; null for an answer.</summary>
    public FixedItem? Fixed { get; init; }
}

/// <param name="SetVersion">Of the set that the component goes by.</param>
public sealed record FixedItem(string SetVersion, int Item);

/// <param name="Reports">Of one component.</param>
public sealed record JudgeReportSet(IReadOnlyList<JudgeReport> Reports);

/// <summary>What one call came to.</summary>
/// <param name="Reason">The judge's words, redacted, for a verdict; else a metric's label.</param>
public sealed record JudgeReport(string CallId, JudgeEnd End, string Reason)
{
    /// <summary>One for each dimension of the rubric, in order; none without a verdict.</summary>
    public IReadOnlyList<double?> Scores { get; init; } = [];

    /// <summary>Of the answer that was judged, UTF-16 code units; null where nobody looked.</summary>
    public int? ResponseChars { get; init; }

    /// <summary>What drift is looked for in; null where the texts were not found.</summary>
    public AnswerFeatures? Features { get; init; }

    /// <summary>Of the request; null where its record was not found.</summary>
    public JudgedRequestFacts? Facts { get; init; }

    /// <summary>The judge's own time.</summary>
    public long LatencyMs { get; init; }

    /// <summary>Null where the judge did not say: then the reserved maximum stands.</summary>
    public JudgeCost? Cost { get; init; }

    /// <summary>As a throttling judge asked.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When a spent quota is filled again, Unix milliseconds.</summary>
    public long UntilMs { get; init; }

    /// <summary>From 0 to 1, drawn by the host: spreads retries.</summary>
    public double Jitter { get; init; }
}

/// <summary>As <see cref="Quality.Queue.JudgeOutcome"/>, for the wire.</summary>
public enum JudgeEnd
{
    Judged,
    Malformed,
    Throttled,
    Unavailable,
    QuotaSpent,
    Rejected,
}

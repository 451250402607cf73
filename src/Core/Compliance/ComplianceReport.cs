namespace Plimsoll.Compliance;

/// <summary>What can be shown of a period to somebody who audits it. Everything but text reads and erasures is of all components.</summary>
/// <param name="Private">It holds nothing but what may be published: users as noisy counts, changes and incidents.</param>
/// <param name="Gaps">What is missing from the evidence, in words.</param>
public sealed record ComplianceReport(
    DateOnly From, DateOnly To, DateTimeOffset MadeAt, bool Private, IReadOnlyList<ServedComponent> Components, IReadOnlyList<IncidentEvidence> Incidents,
    IReadOnlyList<ChangeEvidence> Changes, RetentionEvidence Retention, AuditEvidence? Audit, PrivacyEvidence? Privacy, IReadOnlyList<string> Gaps)
{
    /// <summary>Raised when what the fields say changes.</summary>
    public const int Format = 1;
}

/// <summary>What a component served, and what was found of it.</summary>
/// <param name="Days">Days of the period of which something is known.</param>
/// <param name="Users">By day, with noise; only in a report that may be published, which has no other count.</param>
public sealed record ServedComponent(
    string Component, int Days, long Requests, long Errors, long InputTokens, long OutputTokens, double Dollars, long HarmSuspected, long HarmConfirmed,
    IReadOnlyList<ServedVersion> Versions, IReadOnlyList<ScoreEvidenceRow> Scores, IReadOnlyList<UsersOfDay> Users);

/// <param name="First">First day on which it served.</param>
public sealed record ServedVersion(string Version, long Requests, long Errors, DateOnly First, DateOnly Last);

/// <summary>A score over the period, never without what it rests on.</summary>
/// <param name="Judged">Answers with a score.</param>
/// <param name="Missing">Judgements that came to nothing.</param>
/// <param name="JudgedShare">Of the requests that the model version served on the days of the score; null where that is not known.</param>
/// <param name="Mean">Of the days' means, weighted by answers judged.</param>
/// <param name="Lower">With <paramref name="Upper"/>: of the mean at 95%, for one look, days being independent.</param>
/// <param name="Days">Days with a score.</param>
/// <param name="LowestDailyBound">The lowest lower bound of a day's confidence sequence, valid at every look; null without one.</param>
public sealed record ScoreEvidenceRow(
    string Dimension, string Rubric, string Evaluator, bool Heuristic, string ModelVersion, long Judged, long Missing, double? JudgedShare, double Mean,
    double Lower, double Upper, int Days, double? LowestDailyBound, DateOnly? LowestDay);

/// <param name="Users">Null: too few to be shown.</param>
public sealed record UsersOfDay(DateOnly Day, long? Users);

/// <summary>An alert that somebody was to be told of.</summary>
/// <param name="Since">When its condition began to hold.</param>
/// <param name="Detected">When it fired.</param>
/// <param name="Resolved">Null when it still fired at the end of the period.</param>
public sealed record IncidentEvidence(string Component, string Rule, string Priority, DateTimeOffset Since, DateTimeOffset Detected, DateTimeOffset? Resolved)
{
    public double SecondsToDetect => (Detected - Since).TotalSeconds;

    public double? SecondsToResolve => (Resolved - Detected)?.TotalSeconds;
}

/// <param name="Kind"><c>state</c>, <c>model_version</c>, <c>rubric</c> or <c>configuration</c>.</param>
public sealed record ChangeEvidence(DateTimeOffset At, string Component, string Kind, string What, string? From, string? To);

/// <summary>How long what is kept.</summary>
/// <param name="TextsKept">Whether prompts and responses of the sample are kept at all.</param>
public sealed record RetentionEvidence(bool TextsKept, double TextDays, double RequestLogDays, double VerdictDays, int EvidenceDays);

/// <summary>Who read texts, and who was erased, by the audit log of the gateway that made the report.</summary>
/// <param name="Readers">By client, those with most reads first.</param>
/// <param name="Reads">The last of them, oldest first.</param>
/// <param name="Unreadable">Lines of the log that are none.</param>
public sealed record AuditEvidence(
    long TextReads, long TextsRead, IReadOnlyList<ReaderEvidence> Readers, IReadOnlyList<TextReadEvidence> Reads, IReadOnlyList<ErasureEvidence> Erasures,
    long Unreadable);

public sealed record ReaderEvidence(string Client, long Reads, long Texts);

public sealed record TextReadEvidence(DateTimeOffset At, string Client, string Via, string? RequestId, long Texts);

/// <param name="Subject">A keyed hash; it tells nobody who it was.</param>
public sealed record ErasureEvidence(DateTimeOffset At, string Client, string Subject);

/// <summary>What the published counts may tell of one user who used every component on every day.</summary>
/// <param name="Noise">Of each count.</param>
/// <param name="Epsilon">With <paramref name="Delta"/>: by zCDP over all counts.</param>
public sealed record PrivacyEvidence(string Noise, int Counts, int Suppressed, double Rho, double Epsilon, double Delta);

namespace Plimsoll.Components.Views;

/// <summary>How good a component's answers are found, by whom, and what it takes.</summary>
public sealed record QualityView
{
    public required JudgeView Judge { get; init; }

    /// <summary>Over the last 24 hours; the present rubric first.</summary>
    public IReadOnlyList<QualityScoreView> Scores { get; init; } = [];

    /// <summary>What clients sent over the last 24 hours, by name and source, each on its source's own scale; never mixed with the judge's.</summary>
    public IReadOnlyList<ScoreView> ClientScores { get; init; } = [];

    /// <summary>How far the judge's scores may be relied on, as people's judgements tell; without any it is unproven.</summary>
    public IReadOnlyList<JudgeHealthView> Health { get; init; } = [];

    /// <summary>By hour, of the present rubric's scores.</summary>
    public IReadOnlyList<QualityTrackView> Tracks { get; init; } = [];
}

/// <summary>One score, never without what it rests on.</summary>
/// <param name="Dimension">Or <c>composite</c>.</param>
/// <param name="Rubric">Id and version; scores of two versions are never mixed.</param>
/// <param name="Heuristic">Found without understanding the text: a hint, and never a reason to page anybody.</param>
/// <param name="Lower">With <paramref name="Upper"/>: of the mean at 95%, for one look.</param>
/// <param name="Judged">Answers with a score.</param>
/// <param name="Missing">Judgements that came to nothing.</param>
/// <param name="Served">Requests of the model version in the same time.</param>
/// <param name="TodayLower">With <paramref name="TodayUpper"/>: of the UTC day's mean, valid at every look.</param>
public sealed record QualityScoreView(
    string Dimension, string Rubric, string Evaluator, bool Heuristic, string ModelVersion, double Mean, double Lower, double Upper,
    long Judged, long Missing, long Served, double? TodayLower, double? TodayUpper)
{
    /// <summary>trusted, unproven or quarantined: how far people agree with the judge. What is quarantined feeds no alert.</summary>
    public string Trust { get; init; } = "unproven";
}

/// <summary>A score over time.</summary>
public sealed record QualityTrackView(string Dimension, string Rubric, string Evaluator, string ModelVersion, IReadOnlyList<QualityPoint> Points);

/// <param name="At">Start of the hour.</param>
public sealed record QualityPoint(DateTimeOffset At, double Mean, double Lower, double Upper, long Judged);

/// <summary>The judge, its queue and its budget.</summary>
public sealed record JudgeView
{
    public required bool Enabled { get; init; }
    public required string Rubric { get; init; }
    public required string Evaluator { get; init; }
    public required bool Heuristic { get; init; }

    /// <summary>Share of the answers that is judged.</summary>
    public double SampleRate { get; init; }

    public int Waiting { get; init; }
    public int InFlight { get; init; }

    /// <summary>Age of the oldest request that waits; 0 when none does.</summary>
    public double LagSeconds { get; init; }

    /// <summary>Why no call begins until <see cref="ParkedUntil"/>: <c>budget</c>, <c>fleet_budget</c>, <c>quota</c> or <c>throttled</c>; null while calls may begin.</summary>
    public string? ParkedFor { get; init; }

    public DateTimeOffset? ParkedUntil { get; init; }

    /// <summary>Those of <see cref="Waiting"/> whose tenant's budget of the day is spent.</summary>
    public int WaitingForTenantBudget { get; init; }

    /// <summary>The judge does not answer and is left alone for a while.</summary>
    public bool CircuitOpen { get; init; }

    /// <summary>By end (judged, failed, shed) and reason, since the component began.</summary>
    public IReadOnlyList<JudgementCount> Ended { get; init; } = [];

    public long Requested { get; init; }
    public long Retries { get; init; }

    /// <summary>Reports for calls that were not under way.</summary>
    public long RepeatedReports { get; init; }

    public required JudgeSpendView SpentToday { get; init; }

    /// <summary>Held for calls under way.</summary>
    public required JudgeSpendView ReservedToday { get; init; }

    /// <summary>Null: not bounded.</summary>
    public long? CallsLeft { get; init; }

    public long? TokensLeft { get; init; }
    public double? DollarsLeft { get; init; }

    /// <summary>Since the component began.</summary>
    public required JudgeSpendView Spent { get; init; }

    public double? MeanLatencyMs { get; init; }

    /// <summary>Answers judged a second time, and how far apart the two were on average.</summary>
    public long JudgedTwice { get; init; }

    public double? MeanDifference { get; init; }
    public long HarmUnconfirmed { get; init; }
    public long HarmConfirmed { get; init; }

    /// <summary>Candidates that gave way for want of room.</summary>
    public long CandidatesOverflowed { get; init; }

    /// <summary>Null while no round of the fixed set has been judged.</summary>
    public FixedSetView? FixedSet { get; init; }
}

/// <summary>What the judge makes of answers that never change.</summary>
/// <param name="ReferenceAt">The round that later ones are compared with.</param>
/// <param name="CheckedAt">Of the last round that was compared; null before the second.</param>
/// <param name="Shift">Mean of its scores less that of the reference.</param>
/// <param name="PValue">Of the paired t-test.</param>
/// <param name="Changes">How often the judge was found to have changed, and <paramref name="ChangedAt"/> when last.</param>
/// <param name="Position">Null before the first round with pairs.</param>
public sealed record FixedSetView(
    DateTimeOffset ReferenceAt, DateTimeOffset? CheckedAt, int Pairs, double? Shift, double? PValue, long Changes, DateTimeOffset? ChangedAt, PositionBiasView? Position);

/// <summary>Whether the judge prefers what it is shown first: pairs of answers, each shown in both orders.</summary>
/// <param name="Consistency">Share of pairs with the same winner in both orders, or with none; null without pairs.</param>
/// <param name="FirstShare">Of the other pairs: where the one shown first won both times.</param>
/// <param name="PValue">Exact binomial, against one half.</param>
public sealed record PositionBiasView(int Pairs, double? Consistency, double? FirstShare, double PValue, bool Biased);

public sealed record JudgeSpendView(long Calls, long Tokens, double Dollars);

public sealed record JudgementCount(string End, string Reason, long Count);

/// <summary>What a judge said of one answer.</summary>
/// <param name="At">End of the request.</param>
/// <param name="Scores">By dimension; null where it is missing.</param>
/// <param name="Reason">The judge's words, redacted.</param>
/// <param name="Sample">Why it was judged: uniform, targeted, flagged.</param>
/// <param name="Inclusion">Probability with which it came into the sample.</param>
public sealed record VerdictView(
    DateTimeOffset At, DateTimeOffset JudgedAt, string? RequestId, string? TraceId, string Tenant, string ModelVersion, string Rubric,
    string Evaluator, bool Heuristic, IReadOnlyDictionary<string, double?> Scores, double? Composite, string Reason, string Sample, double Inclusion);

/// <param name="Limit">1 to 512.</param>
/// <param name="Worst">The lowest composites first, in place of the newest; where one is missing, the lowest of the scores stands for it.</param>
/// <param name="Unannotated">Only answers of the uniform part of the sample that no person has judged.</param>
public sealed record VerdictQuery(int Limit, bool Worst = false, string? ModelVersion = null, bool Unannotated = false);

public sealed record VerdictSet(IReadOnlyList<VerdictView> Verdicts);

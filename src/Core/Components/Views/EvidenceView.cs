namespace Plimsoll.Components.Views;

/// <summary>Asks for UTC days of a component's evidence.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Noise">To count users so that the count may be published; null for no such count.</param>
public sealed record EvidenceQuery(DateOnly From, DateOnly To, NoiseQuery? Noise = null)
{
    /// <summary>Days that a component keeps.</summary>
    public const int KeptDays = 400;
}

/// <param name="Gaussian">For a report of many cells; else discrete Laplace noise.</param>
/// <param name="Drawn">32 random bytes, kept when the component has none yet and else forgotten.</param>
public sealed record NoiseQuery(bool Gaussian, byte[] Drawn);

/// <summary>What is kept of a component's days, oldest first; days of which nothing is known are left out.</summary>
/// <param name="Missing">Weeks of the period that the store could not read.</param>
/// <param name="Unsaved">The noise could not be committed, so that no count was published: ask again.</param>
public sealed record EvidenceSet(string Component, IReadOnlyList<EvidenceDayView> Days, int Missing = 0, bool Unsaved = false);

/// <summary>One UTC day. The present one and the one before may still change.</summary>
public sealed record EvidenceDayView
{
    public required DateOnly Day { get; init; }

    /// <summary>Whether nothing is to come any more.</summary>
    public bool Final { get; init; }

    public long Requests { get; init; }
    public long Errors { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public long CachedInputTokens { get; init; }
    public IReadOnlyDictionary<string, long> ErrorsByType { get; init; } = new Dictionary<string, long>();

    /// <summary>Responses that were looked at for a refusal, and those that declined.</summary>
    public long Screened { get; init; }

    public long Refused { get; init; }

    /// <summary>Requests that named a finish reason, and those that a content filter stopped.</summary>
    public long Finished { get; init; }

    public long Filtered { get; init; }
    public FeedbackView Feedback { get; init; } = new();

    /// <summary>What a judge, not a heuristic, found of the day's answers.</summary>
    public DayAnswersView Answers { get; init; } = new(0, 0, 0);

    /// <summary>Distinct users, an estimate.</summary>
    public long Users { get; init; }

    /// <summary>Users with noise, of a final day, where that was asked for.</summary>
    public PrivateUsersView? PrivateUsers { get; init; }

    public long HarmSuspected { get; init; }
    public long HarmConfirmed { get; init; }
    public required DayCostView Cost { get; init; }
    public required DayLoadView Load { get; init; }
    public IReadOnlyList<DayPartView> Versions { get; init; } = [];
    public IReadOnlyList<DayPartView> Tenants { get; init; } = [];
    public IReadOnlyList<DayScoreView> Scores { get; init; } = [];
    public IReadOnlyList<DayChangeView> Changes { get; init; } = [];

    /// <summary>Changes and scores that had no room.</summary>
    public long Dropped { get; init; }
}

/// <param name="Users">Null: too few, so that nothing is said.</param>
/// <param name="Rho">What it tells of a user at most, ρ of zCDP.</param>
public sealed record PrivateUsersView(long? Users, double Rho);

/// <param name="Judged">Answers with a composite score.</param>
/// <param name="Weight">How many answers they stand for.</param>
/// <param name="BelowWeight">How many answers those below 0.5 stand for.</param>
public sealed record DayAnswersView(long Judged, double Weight, double BelowWeight);

/// <summary>Dollars; 0 where no price is configured.</summary>
/// <param name="GpuIdle">(1 − utilization) of the GPU cost of hours with readings.</param>
/// <param name="GpuUnused">Of the idle cost: reserved GPUs without any work.</param>
/// <param name="GpuUnmeasured">GPU cost of hours without readings: how idle they were is not known.</param>
public sealed record DayCostView(double Tokens, double Gpu, double GpuIdle, double GpuUnused, double GpuUnmeasured);

/// <param name="PeakRequests">Of the busiest minute.</param>
/// <param name="PeakOutputTokens">Of the minute that made most.</param>
/// <param name="MostCopies">That served in one hour; 0 where requests name none.</param>
/// <param name="Fit">GPU utilization against output tokens a second; its sums add up over days.</param>
public sealed record DayLoadView(long PeakRequests, long PeakOutputTokens, int MostCopies, FitView Fit);

/// <summary>Sums of a line through the origin: x is throughput, y utilization.</summary>
public readonly record struct FitView(long Points, double Xx, double Xy, double Yy)
{
    /// <summary>Fewer points say nothing about how far off the line may be.</summary>
    public const int FewestPoints = 6;

    /// <summary>Utilization per unit of throughput; null without points.</summary>
    public double? Slope => Xx > 0 ? Xy / Xx : null;

    /// <summary>Standard error of the slope; null with fewer than <see cref="FewestPoints"/> points.</summary>
    public double? SlopeError => Points >= FewestPoints && Xx > 0 ? Math.Sqrt(Math.Max(0, Yy - Xy * Xy / Xx) / (Points - 1) / Xx) : null;

    public FitView Plus(FitView other) => new(Points + other.Points, Xx + other.Xx, Xy + other.Xy, Yy + other.Yy);
}

/// <summary>A model version or a tenant; <c>__other__</c> is the overflow slot.</summary>
/// <param name="TokenDollars">Price of its tokens.</param>
public sealed record DayPartView(string Name, long Requests, long Errors, long InputTokens, long OutputTokens, double TokenDollars);

/// <summary>A score of the day, with what it rests on.</summary>
/// <param name="Lower">With <paramref name="Upper"/>: of the mean at 95%, for one look.</param>
/// <param name="SequenceLower">With <paramref name="SequenceUpper"/>: of the mean at 95%, valid at every look.</param>
/// <param name="SequenceCount">Scores that the sequence rests on.</param>
public sealed record DayScoreView(
    string Dimension, string Rubric, string Evaluator, bool Heuristic, string ModelVersion, long Judged, long Missing, double Mean,
    double Lower, double Upper, double? SequenceLower, double? SequenceUpper, long SequenceCount);

/// <param name="Kind"><c>state</c>, <c>model_version</c>, <c>rubric</c>, <c>configuration</c>, <c>alert_fired</c> or <c>alert_resolved</c>.</param>
/// <param name="From">What it was, of an alert its priority; null when it was not there.</param>
/// <param name="Since">Of an alert: when its condition began to hold.</param>
public sealed record DayChangeView(DateTimeOffset At, string Kind, string What, string? From, string? To, DateTimeOffset Since);

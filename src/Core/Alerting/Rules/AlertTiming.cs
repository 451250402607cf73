namespace Plimsoll.Alerting.Rules;

/// <summary>How long a condition has to hold before it fires, and to be gone before it resolves.</summary>
public readonly record struct AlertTiming(TimeSpan For, TimeSpan Keep)
{
    /// <summary>Complete failure waits a minute, so that one bad tick pages nobody.</summary>
    public static readonly AlertTiming Failure = new(TimeSpan.FromMinutes(1), Default(AlertPriority.P0).Keep);

    /// <summary>P0 0 s and 15 m, P1 2 m and 10 m, P2 10 m and 30 m, P3 15 m and 30 m.</summary>
    public static AlertTiming Default(AlertPriority priority) => priority switch
    {
        AlertPriority.P0 => new(TimeSpan.Zero, TimeSpan.FromMinutes(15)),
        AlertPriority.P1 => new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)),
        AlertPriority.P2 => new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)),
        _ => new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)),
    };
}

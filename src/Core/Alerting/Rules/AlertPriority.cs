namespace Plimsoll.Alerting.Rules;

/// <summary>0 is most urgent.</summary>
public enum AlertPriority : byte
{
    P0 = 0,
    P1 = 1,
    P2 = 2,
    P3 = 3,
}

public static class AlertPriorities
{
    public static IReadOnlyList<AlertPriority> All { get; } = Enum.GetValues<AlertPriority>();

    /// <summary>The label <c>severity</c>: critical for P0 and P1, warning for P2, info for P3.</summary>
    public static string Severity(this AlertPriority priority) => priority switch
    {
        AlertPriority.P0 or AlertPriority.P1 => "critical",
        AlertPriority.P2 => "warning",
        _ => "info",
    };

    public static bool IsMoreUrgentThan(this AlertPriority priority, AlertPriority other) => priority < other;
}

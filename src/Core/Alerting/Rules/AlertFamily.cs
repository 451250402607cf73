namespace Plimsoll.Alerting.Rules;

/// <summary>What is wrong when an alert fires; alerts of one family are about one trouble.</summary>
public enum AlertFamily : byte
{
    Safety = 0,
    Errors = 1,
    Latency = 2,
    Hallucination = 3,
    Quality = 4,
    Drift = 5,
    Saturation = 6,
    Usage = 7,

    /// <summary>Complete failure and silence.</summary>
    Availability = 8,

    /// <summary>Several of the above at once.</summary>
    Composite = 9,
}

public static class AlertFamilies
{
    /// <summary>As labels, evidence and receivers have it.</summary>
    public static string Word(this AlertFamily family) => family.ToString().ToLowerInvariant();
}

namespace Plimsoll.Anomaly.Methods;

/// <summary>The ways to score a series that <c>plimsoll detect</c> knows; components watch theirs with the first.</summary>
public enum DetectionMethod
{
    /// <summary>Distance from the moving average, or a distribution that was never seen.</summary>
    ShortMemory,

    /// <summary>Median and median absolute deviation.</summary>
    Robust,

    /// <summary>Extreme value theory.</summary>
    Spot,

    /// <summary>Forecasts of a series with a known period.</summary>
    HoltWinters,

    /// <summary>A mean that moves.</summary>
    PageHinkley,
}

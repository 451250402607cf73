namespace Plimsoll.Alerting.Signals;

/// <summary>What a signal's number is, and so how a threshold for it is written.</summary>
public enum SignalUnit
{
    /// <summary>A plain number.</summary>
    Number,

    /// <summary>Milliseconds; written with a unit, such as <c>500ms</c> or <c>5s</c>.</summary>
    Duration,

    /// <summary>From 0 to 1; written as <c>0.95</c> or <c>95%</c>.</summary>
    Ratio,
}

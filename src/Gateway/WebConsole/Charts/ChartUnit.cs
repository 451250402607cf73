namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>What the values of a chart are.</summary>
public enum ChartUnit
{
    RequestsPerSecond,
    TokensPerSecond,
    Tokens,
    Characters,
    MebibytesPerSecond,
    Requests,

    /// <summary>0–1, shown as a percentage.</summary>
    Ratio,

    /// <summary>Shown as ms, or as s when the axis reaches 2 s.</summary>
    Milliseconds,
    DollarsPerHour,
    Rating,
}

namespace Plimsoll.Telemetry;

/// <summary>Which source is better than which, and what they are called.</summary>
public static class SourceRanking
{
    /// <summary>Best first.</summary>
    public static IReadOnlyList<TelemetrySource> All { get; } =
    [
        TelemetrySource.Records, TelemetrySource.Spans, TelemetrySource.Metrics, TelemetrySource.Scrape, TelemetrySource.RemoteWrite, TelemetrySource.CloudWatch,
        TelemetrySource.Capture,
    ];

    private static readonly byte[] s_ranks = [.. Enum.GetValues<TelemetrySource>().Order().Select(s => (byte)All.ToList().IndexOf(s))];

    /// <summary>0 for the best.</summary>
    public static int Rank(this TelemetrySource source) => s_ranks[(int)source];

    /// <summary>As people see it.</summary>
    public static string Name(this TelemetrySource source) => source switch
    {
        TelemetrySource.RemoteWrite => "remote_write",
        _ => source.ToString().ToLowerInvariant(),
    };
}

using System.Text;
using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.SageMaker;

/// <summary>Traffic of CloudWatch as rows of telemetry: changes of a minute, which count as its own source.</summary>
public static class TrafficRows
{
    private const long MinuteMs = 60_000;
    private static readonly KeyedHash s_hash = new("plimsoll/aws-ser"u8);

    /// <param name="before">How often the minute was counted before: rows of another reading are no repetition.</param>
    public static IEnumerable<AggregateSample> Of(TrafficMinute change, int before)
    {
        if (change.Requests > 0)
            yield return Row(change, before, AggregateTarget.Requests, "") with { Value = change.Requests.Value };
        foreach (var (type, count) in change.Errors)
            yield return Row(change, before, AggregateTarget.Errors, type) with { Value = count, Name = type };
        if (change.Latency is { } latency && Math.Round(latency.Count) > 0)
            yield return Row(change, before, AggregateTarget.Distribution, "") with { Measure = Measure.Total, Distribution = LatencyShape.Of(latency) };
    }

    private static AggregateSample Row(TrafficMinute change, int before, AggregateTarget target, string name) => new()
    {
        Component = change.Component,
        TimestampMs = (change.Minute + 1) * MinuteMs - 1,
        StartMs = change.Minute * MinuteMs + before,
        Source = TelemetrySource.CloudWatch,
        Family = AggregateFamily.Server,
        Series = s_hash.Hash64(Encoding.UTF8.GetBytes($"{change.Component}\n{(int)target}\n{name}")),
        Cumulative = false,
        Target = target,
    };
}

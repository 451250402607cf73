using Plimsoll.Aggregation.Encoding;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Components.History;

namespace Plimsoll.Components.Rollouts;

/// <summary>
/// Reads what two slices served since it was asked last, from the counters of this hour and the one before. What
/// comes later than that counts for no rollout.
/// </summary>
internal sealed class TrafficCursor
{
    private const long BlockMs = SliceBlock.Hours * Clock.HourMs;

    private long _fromHour;
    private VersionTraffic _canary;
    private VersionTraffic _stable;

    /// <summary>From now on.</summary>
    public void Begin(ComponentData data, RolloutSettings settings, long nowMs)
    {
        _fromHour = Math.Max(0, Clock.Hour(nowMs) - 1);
        (_canary, _stable) = Sums(data, settings);
    }

    /// <summary>Nothing where another source counts than before: what it counted already says nothing of this while.</summary>
    public (VersionTraffic Canary, VersionTraffic Stable) Next(ComponentData data, RolloutSettings settings, long nowMs)
    {
        var (canary, stable) = Sums(data, settings);
        var (canaryMore, stableMore) = (Beyond(canary, _canary), Beyond(stable, _stable));
        (_canary, _stable) = (canary, stable);
        if (Clock.Hour(nowMs) - 1 > _fromHour)
            Begin(data, settings, nowMs);
        return canaryMore is { } ofCanary && stableMore is { } ofStable ? (ofCanary, ofStable) : default;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(_fromHour);
        foreach (var traffic in (VersionTraffic[])[_canary, _stable])
        {
            writer.Count(traffic.Requests);
            writer.Count(traffic.Errors);
        }
    }

    public static TrafficCursor Read(ref StateReader reader) => new()
    {
        _fromHour = reader.Count(),
        _canary = new(reader.Count(), reader.Count()),
        _stable = new(reader.Count(), reader.Count()),
    };

    private static VersionTraffic? Beyond(VersionTraffic now, VersionTraffic before) =>
        now.Requests >= before.Requests && now.Errors >= before.Errors ? new(now.Requests - before.Requests, now.Errors - before.Errors) : null;

    private (VersionTraffic Canary, VersionTraffic Stable) Sums(ComponentData data, RolloutSettings settings)
    {
        var dimension = settings.By == "variant" ? Dimension.Variant : Dimension.ModelVersion;
        var (canary, stable) = (default(VersionTraffic), default(VersionTraffic));
        foreach (var track in data.Tracks)
        {
            foreach (var block in track.Slices.Blocks.Where(b => (b.Index + 1) * SliceBlock.Hours > _fromHour))
            {
                if (block.Slices(dimension) is not { } slices || data.Counting(Groups.Requests, block.Index * BlockMs, (block.Index + 1) * BlockMs) != track)
                    continue;
                canary = canary.Plus(Sum(block, slices.GetValueOrDefault(settings.Candidate)));
                stable = stable.Plus(Sum(block, slices.GetValueOrDefault(settings.Baseline)));
            }
        }
        return (canary, stable);
    }

    private VersionTraffic Sum(SliceBlock block, Slice? slice)
    {
        var sum = default(VersionTraffic);
        for (var hour = Math.Max(_fromHour, block.Index * SliceBlock.Hours); slice is not null && hour < (block.Index + 1) * SliceBlock.Hours; hour++)
            sum = sum.Plus(new(slice.Hour(hour).Requests, slice.Hour(hour).Errors));
        return sum;
    }
}

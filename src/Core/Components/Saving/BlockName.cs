using System.Globalization;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Saving;

/// <summary>What a block of the state holds.</summary>
internal enum BlockKind
{
    /// <summary>One resident minute; the index is the Unix minute.</summary>
    Minute,

    /// <summary>One hour without its resident minutes; the index is the Unix hour.</summary>
    Hour,

    /// <summary>Minute summaries of one hour.</summary>
    Summary,

    /// <summary>Slices and stages of six hours; the index is the Unix hour ÷ 6.</summary>
    Slices,

    /// <summary>What left the minute ring since the component began.</summary>
    Life,

    /// <summary>Last readings of GPUs and engines.</summary>
    Readings,

    Sessions,

    /// <summary>Last points of aggregated series: the index is the part of them, and the number of parts for what they have in common.</summary>
    Series,

    /// <summary>States of the alerts.</summary>
    Alerts,

    /// <summary>Good and bad requests for the error budgets.</summary>
    Budgets,

    /// <summary>Judging: 0 for sample, queue and budget, 1 for the scores, 2 for what people said, 3 for the fixed set.</summary>
    Judging,

    /// <summary>Some of the last verdicts; the index is the block's.</summary>
    Verdicts,

    /// <summary>What detectors know of the one-minute series.</summary>
    Anomalies,

    /// <summary>Drift: 0 for the findings, else the hours of the Unix day that is the index.</summary>
    Drift,

    /// <summary>The rollout that is watched.</summary>
    Rollout,

    /// <summary>Runs of a golden set; the index is the set's.</summary>
    Golden,

    /// <summary>Daily evidence: 0 for what the days have in common, else seven days; the index is the Unix day ÷ 7.</summary>
    Evidence,
}

/// <summary>Names like <c>minute/29000001</c>; a source other than records follows, as in <c>minute/29000001.spans</c>.</summary>
internal readonly record struct BlockName(BlockKind Kind, long Index, TelemetrySource Source)
{
    /// <summary>What stands in the names of blocks, whatever a source is called now: older builds have written them.</summary>
    private static readonly Dictionary<TelemetrySource, string> s_suffixes = new()
    {
        [TelemetrySource.Spans] = "spans",
        [TelemetrySource.Metrics] = "metrics",
        [TelemetrySource.RemoteWrite] = "scrape",
        [TelemetrySource.CloudWatch] = "cloudwatch",
        [TelemetrySource.Scrape] = "scraped",
        [TelemetrySource.Capture] = "capture",
    };

    private static readonly Dictionary<string, TelemetrySource> s_sources = s_suffixes.ToDictionary(s => s.Value, s => s.Key, StringComparer.Ordinal);

    public static BlockName? Parse(string name)
    {
        var parts = name.Split('/', '.');
        var source = TelemetrySource.Records;
        if (parts.Length is < 2 or > 3
            || !Enum.TryParse<BlockKind>(parts[0], true, out var kind)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || (parts.Length == 3 && !s_sources.TryGetValue(parts[2], out source)))
        {
            return null;
        }
        return new(kind, index, source);
    }

    public override string ToString()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}/{Index}");
        return Source == TelemetrySource.Records ? name : $"{name}.{s_suffixes[Source]}";
    }
}

using Plimsoll.Components.Alerting;
using Plimsoll.Components.DailyEvidence;
using Plimsoll.Components.Golden;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Rollouts;
using Plimsoll.Components.Saving;
using Plimsoll.Components.Views;
using Plimsoll.Components.Watching;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>The state of one component, without behaviour of its own.</summary>
internal sealed class ComponentData(string name, ComponentSettings settings)
{
    public static readonly int SourceCount = SourceRanking.All.Count;

    /// <summary>By rank.</summary>
    private readonly SourceTrack?[] _tracks = new SourceTrack?[SourceCount];

    public string Name { get; } = name;

    public ComponentSettings Settings { get; } = settings;

    public long Version { get; set; }

    /// <summary>Latest receive time or tick seen; the windows stand there.</summary>
    public long PositionMs { get; set; }

    public WatermarkTable Watermarks { get; } = new();

    public EffectOutbox Outbox { get; } = new();

    public QualityCounters Quality { get; } = new();
    public JudgingState Judging { get; } = new();

    public ComponentAlerts Alerts { get; } = new();

    public AnomalyWatch Anomalies { get; } = new();

    public DriftClock Drift { get; } = new();

    public EvidenceBook Evidence { get; } = new();

    /// <summary>Empty between batches.</summary>
    public TenantTally Tenants { get; } = new();

    public RolloutWatch Rollout { get; } = new();

    public GoldenBook Golden { get; } = new();

    public StoredBlocks Stored { get; } = new();

    public ComponentState State { get; set; }

    public long StateSinceMs { get; set; }

    public StateChangeLog StateChanges { get; } = new();

    /// <summary>Since when the clock has reached the component without a long gap.</summary>
    public long WatchedSinceMs { get; set; }

    /// <summary>0 before the first tick.</summary>
    public long LastTickMs { get; set; }

    /// <summary>What the GPU cost has beyond whole nano-dollars: nano-dollars × milliseconds ÷ hour.</summary>
    public long GpuCostRemainder { get; set; }

    /// <summary>Tracks that exist, best source first.</summary>
    public IEnumerable<SourceTrack> Tracks => _tracks.OfType<SourceTrack>();

    /// <summary>Where what has no source is kept.</summary>
    public SourceTrack Own => Track(TelemetrySource.Records);

    public SourceTrack? FindOwn() => _tracks[TelemetrySource.Records.Rank()];

    public SourceTrack Track(TelemetrySource source)
    {
        ref var track = ref _tracks[source.Rank()];
        if (track is null)
        {
            track = new(source, Settings.MaxNamedValues, Settings.Alerts.Objectives);
            track.History.RestorePosition(Clock.Minute(PositionMs));
        }
        return track;
    }

    /// <summary>Moves the windows on to a receive time or tick. Returns whether anything left one.</summary>
    public bool Advance(long ms)
    {
        var before = Clock.Minute(PositionMs);
        PositionMs = Math.Max(PositionMs, ms);
        var minute = Clock.Minute(PositionMs);
        var changed = false;
        if (minute == before)
            return changed;
        foreach (var track in Tracks)
            changed |= track.Advance(minute, Version);
        changed |= EvidenceClock.Advance(this);
        foreach (var track in Tracks)
            changed |= track.Slices.Advance(Clock.Hour(PositionMs));
        return changed;
    }

    /// <summary>The source that counts for a group in a period: the best that was active in it.</summary>
    public SourceTrack? Counting(Groups group, long startMs, long endMs)
    {
        foreach (var track in _tracks)
        {
            if (track is not null && track.ActivityOf(group).Overlaps(startMs, endMs))
                return track;
        }
        return null;
    }
}

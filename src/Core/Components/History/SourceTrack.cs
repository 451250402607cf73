using Plimsoll.Alerting.Objectives;
using Plimsoll.Components.AggregatedSeries;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.History;

/// <summary>Everything that one source reported; sources are never summed.</summary>
internal sealed class SourceTrack(TelemetrySource source, int nameLimit, IReadOnlyList<Objective> objectives)
{
    private Activity _requests;
    private Activity _gpu;
    private Activity _engine;
    private Activity _host;
    private LatestText _endpoint;
    private LatestText _model;
    private LatestText _modelVersion;

    public TelemetrySource Source { get; } = source;

    public WindowHistory History { get; } = new(nameLimit);

    public SliceBook Slices { get; } = new();

    public ReadingTable<GpuSample> Gpus { get; } = new();

    public ReadingTable<EngineSample> Engines { get; } = new();

    public ReadingTable<HostSample> Hosts { get; } = new();

    /// <summary>Null until the source sent what it had aggregated.</summary>
    public SeriesTable? Series { get; private set; }

    /// <summary>Null where no objective is set.</summary>
    public BudgetBook? Budgets { get; } = objectives.Count > 0 ? new(objectives) : null;

    public ExemplarBook Exemplars { get; } = new();

    public SessionSample Sessions { get; } = new();

    /// <summary>Version at the last change of readings.</summary>
    public long ReadingsVersion { get; set; }

    /// <summary>Version at the last change of sessions.</summary>
    public long SessionsVersion { get; set; }

    public ref Activity Requests => ref _requests;

    public ref Activity Gpu => ref _gpu;

    public ref Activity Engine => ref _engine;

    public ref Activity Host => ref _host;

    public ref LatestText Endpoint => ref _endpoint;

    public ref LatestText Model => ref _model;

    public ref LatestText ModelVersion => ref _modelVersion;

    public SeriesTable ForSeries() => Series ??= new();

    /// <param name="group">One group, not several.</param>
    public Activity ActivityOf(Groups group) => group switch
    {
        Groups.Gpu => _gpu,
        Groups.Engine => _engine,
        Groups.Hosts => _host,
        _ => _requests,
    };

    /// <summary>Moves everything but the slices on to a minute that began. Returns whether anything changed.</summary>
    public bool Advance(long minute, long version)
    {
        var nowMs = minute * Clock.MinuteMs;
        var changed = History.Advance(minute, version);
        if (Gpus.Expire(nowMs - Clock.DayMs) | Engines.Expire(nowMs - Clock.DayMs) | Hosts.Expire(nowMs - Clock.DayMs))
        {
            ReadingsVersion = version;
            changed = true;
        }
        changed |= Series?.Expire(nowMs, version) is true;
        if (Sessions.Expire(nowMs))
        {
            SessionsVersion = version;
            changed = true;
        }
        return changed;
    }
}

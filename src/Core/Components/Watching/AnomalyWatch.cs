using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;
using Plimsoll.Components.Reporting;

namespace Plimsoll.Components.Watching;

/// <summary>
/// The detectors of a component. They see each minute once it takes no more events, 120 s after its end. What they
/// know is saved every quarter of an hour; after a restart they see the minutes since then again.
/// </summary>
internal sealed class AnomalyWatch
{
    public const long LatenessMs = 2 * Clock.MinuteMs;

    private const byte Format = 1;
    private const long SaveEveryMinutes = 15;

    private readonly SeriesWatch?[] _watches = new SeriesWatch?[WatchedSeries.All.Count];
    private long _minute;

    /// <summary>Version of the state at the last change that is to be saved.</summary>
    public long Version { get; private set; }

    public IEnumerable<(WatchedSeries Series, SeriesWatch Watch)> Watches =>
        from pair in WatchedSeries.All.Zip(_watches)
        where pair.Second is not null
        select (pair.First, pair.Second);

    /// <summary>Null for a series that nobody watches, or that has too little history.</summary>
    public bool? IsAnomalous(string series) =>
        WatchedSeries.Find(series) is { } index && _watches[index] is { IsKnown: true } watch ? watch.Since is not null : null;

    /// <summary>Null for a series that nobody watches.</summary>
    public (WatchedSeries Series, SeriesWatch Watch)? Find(string series) =>
        WatchedSeries.Find(series) is { } index && _watches[index] is { } watch ? (WatchedSeries.All[index], watch) : null;

    /// <inheritdoc cref="SeriesWatch.Shift"/>
    public int? Shift(string series) => WatchedSeries.Find(series) is { } index ? _watches[index]?.Shift : null;

    /// <summary>Shows the detectors the minutes that have closed.</summary>
    public void Advance(ComponentData data)
    {
        var closed = Clock.Minute(data.PositionMs - LatenessMs) - 1;
        if (closed <= _minute)
            return;
        var first = Math.Max(_minute + 1, Clock.Minute(data.PositionMs) - Clock.ResidentMinutes + 1);
        first = Math.Max(first, Clock.Minute(data.WatchedSinceMs) + 1);
        for (var minute = first; minute <= closed; minute++)
            See(data, minute);
        if (closed / SaveEveryMinutes != _minute / SaveEveryMinutes && Array.Exists(_watches, w => w is not null))
            Version = data.Version;
        _minute = closed;
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(_minute);
        writer.Count(Watches.Count());
        foreach (var (series, watch) in Watches)
        {
            writer.Text(series.Name);
            watch.Write(writer);
        }
    }

    public void Restore(ref StateReader reader, long version)
    {
        reader.Version(Format);
        _minute = reader.Count();
        for (var left = reader.Length(_watches.Length); left > 0; left--)
        {
            var name = reader.Text() ?? throw reader.Corrupt("a series without a name");
            var index = WatchedSeries.Find(name) ?? throw reader.Corrupt($"{name} is no series that is watched");
            _watches[index] = SeriesWatch.Read(ref reader, WatchedSeries.All[index].Least);
        }
        Version = version;
    }

    private void See(ComponentData data, long minute)
    {
        var figures = MinuteFigures.Of(data, minute);
        for (var i = 0; i < _watches.Length; i++)
        {
            if (WatchedSeries.All[i].Value(figures) is { } value)
                (_watches[i] ??= new(WatchedSeries.All[i].Least)).Next(minute, value);
            _watches[i]?.Pass(minute);
        }
    }
}

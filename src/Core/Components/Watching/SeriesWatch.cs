using Plimsoll.Aggregation.Encoding;
using Plimsoll.Anomaly;

namespace Plimsoll.Components.Watching;

/// <summary>
/// The detectors of one series: the short-memory one until there are two weeks of history, the seasonal one from then
/// on. An anomaly stands for <see cref="HoldMinutes"/> after the last minute that was one; the first detector, which reports
/// none soon after another, needs longer.
/// </summary>
internal sealed class SeriesWatch
{
    public const int HoldMinutes = 5;
    public const int UnseasonalHoldMinutes = 15;

    private const byte Format = 1;

    private ShortMemoryDetector? _short = new();
    private SeasonalDetector _seasonal;

    public SeriesWatch(double least) => _seasonal = new(least);

    /// <summary>Minutes with a value.</summary>
    private long Count { get; set; }

    /// <summary>Whether the history suffices for a verdict.</summary>
    public bool IsKnown => Count >= ExtremeQuantileDetector.MinCount;

    /// <summary>Whether there is the history to know the season; before, more is taken for an anomaly.</summary>
    public bool IsSeasonal => _short is null;

    /// <summary>The side of its season on which the series has been for most of the last minutes, 0 for neither; null until the season is known.</summary>
    public int? Shift => !IsSeasonal ? null : Since is null ? 0 : _seasonal.Shift;

    /// <summary>Whether the anomaly lasts longer than a blip does: only then may it page.</summary>
    public bool IsPersistent => IsSeasonal && Since is not null && (Last.Cause == AnomalyCause.Level || _seasonal.Shift != 0);

    /// <summary>Unix minute since which the anomaly stands; null where there is none.</summary>
    public long? Since { get; private set; }

    /// <summary>At the last minute that was an anomaly.</summary>
    public AnomalyReading Last { get; private set; }

    /// <summary>Unix minute of it.</summary>
    public long LastMinute { get; private set; }

    /// <summary>Value of that minute.</summary>
    public double LastValue { get; private set; }

    public void Next(long minute, double value)
    {
        var seasonal = _seasonal.Next(minute, value);
        if (_seasonal.IsReady(minute))
            _short = null;
        Count++;
        Note(minute, value, _short?.Next(value) ?? seasonal);
    }

    /// <summary>Lets an anomaly end with time, values or none.</summary>
    public void Pass(long minute)
    {
        if (Since is not null && minute - LastMinute > (IsSeasonal ? HoldMinutes : UnseasonalHoldMinutes))
            Since = null;
    }

    private void Note(long minute, double value, AnomalyReading reading)
    {
        if (!reading.IsAnomaly)
            return;
        Since ??= minute;
        (LastMinute, Last, LastValue) = (minute, reading, value);
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Count);
        writer.Signed(Since ?? -1);
        writer.Count(LastMinute);
        writer.Double(Last.Strength);
        writer.Byte((byte)Last.Cause);
        writer.Number(Last.Expected);
        writer.Double(LastValue);
        writer.Optional(_short, static (detector, w) => detector.Write(w));
        _seasonal.Write(writer);
    }

    public static SeriesWatch Read(ref StateReader reader, double least)
    {
        reader.Version(Format);
        var watch = new SeriesWatch(least) { Count = reader.Count() };
        watch.Since = reader.Signed() is >= 0 and var since ? since : null;
        watch.LastMinute = reader.Count();
        watch.Last = new(reader.Double(), (AnomalyCause)reader.Byte(), reader.Number());
        watch.LastValue = reader.Double();
        watch._short = reader.Optional(ShortMemoryDetector.Read);
        watch._seasonal = SeasonalDetector.Read(ref reader, least);
        return watch;
    }
}

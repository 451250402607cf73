using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Anomaly;

/// <summary>
/// The usual level of a one-minute series by time of day, weekdays and weekends (UTC) apart: 96 quarters of an hour
/// each, interpolated between their middles. A quarter's level moves by <see cref="Weight"/> towards the median of
/// each visit, so a short incident does not move it.
/// </summary>
internal sealed class SeasonalProfile
{
    private const double Weight = 0.15;
    private const int BinMinutes = 15;
    private const int BinsPerDay = 96;
    private const int MinutesPerDay = 1440;

    private readonly double[] _levels = new double[2 * BinsPerDay];
    private readonly List<double> _visit = new(BinMinutes);
    private long _visited = -1;

    public SeasonalProfile() => Array.Fill(_levels, double.NaN);

    /// <summary>Null where neither quarter around the minute was ever visited.</summary>
    /// <param name="minute">Unix minute.</param>
    public double? Expected(long minute)
    {
        var past = (minute - BinMinutes / 2) / BinMinutes;
        var fraction = (double)((minute - BinMinutes / 2) % BinMinutes) / BinMinutes;
        var (before, after) = (_levels[Slot(past)], _levels[Slot(past + 1)]);
        var level = double.IsNaN(before) ? after : double.IsNaN(after) ? before : before + fraction * (after - before);
        return double.IsNaN(level) ? null : level;
    }

    /// <param name="minute">Unix minute, rising.</param>
    public void Add(long minute, double value)
    {
        var bin = minute / BinMinutes;
        if (bin != _visited)
            EndVisit();
        _visited = bin;
        _visit.Add(value);
    }

    public void Write(StateWriter writer)
    {
        foreach (var level in _levels)
            writer.Double(level);
        writer.Signed(_visited);
        writer.Count(_visit.Count);
        foreach (var value in _visit)
            writer.Double(value);
    }

    public static SeasonalProfile Read(ref StateReader reader)
    {
        var profile = new SeasonalProfile();
        for (var i = 0; i < profile._levels.Length; i++)
            profile._levels[i] = reader.Double();
        profile._visited = reader.Signed();
        for (var left = reader.Length(BinMinutes); left > 0; left--)
            profile._visit.Add(reader.Double());
        return profile;
    }

    private void EndVisit()
    {
        if (_visit.Count == 0)
            return;
        _visit.Sort();
        var median = (_visit[(_visit.Count - 1) / 2] + _visit[_visit.Count / 2]) / 2;
        ref var level = ref _levels[Slot(_visited)];
        level = double.IsNaN(level) ? median : level + Weight * (median - level);
        _visit.Clear();
    }

    /// <summary>The first of January 1970 was a Thursday.</summary>
    private static int Slot(long bin)
    {
        var day = bin * BinMinutes / MinutesPerDay;
        var weekend = (day + 3) % 7 >= 5;
        return (int)(bin % BinsPerDay) + (weekend ? BinsPerDay : 0);
    }
}

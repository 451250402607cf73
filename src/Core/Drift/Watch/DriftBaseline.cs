namespace Plimsoll.Drift.Watch;

/// <summary>
/// What an hour is compared with: the same hour of the week over four weeks (weights 0.4, 0.3, 0.2 and 0.1); while there
/// is none of them, the same hour of the six days before. Hours of another version or with drift of the signal are left out.
/// </summary>
internal static class DriftBaseline
{
    public const int Weeks = 4;
    public const int HoursPerWeek = 168;
    private const int HoursPerDay = 24;
    private const int Days = 6;

    private static readonly double[] s_weights = [0.4, 0.3, 0.2, 0.1];

    /// <summary>Hours that are part of it, with their weights.</summary>
    /// <param name="has">Whether an hour has the signal.</param>
    public static IReadOnlyList<(DriftHour Hour, double Weight)> Hours(IReadOnlyDictionary<long, DriftHour> known, DriftHour current, int signal, Func<DriftHour, bool> has)
    {
        var weeks = Enumerable.Range(1, Weeks).Select(w => (At: current.Hour - w * HoursPerWeek, Weight: s_weights[w - 1]));
        var found = Take(weeks, _ => true);
        return found.Count > 0 ? found : Take(Enumerable.Range(1, Days).Select(d => (At: current.Hour - d * HoursPerDay, Weight: 1d / Days)), h => !h.DiffersFromDays(signal));

        List<(DriftHour, double)> Take(IEnumerable<(long At, double Weight)> places, Func<DriftHour, bool> usual) =>
        [
            .. from place in places
               let hour = known.GetValueOrDefault(place.At)
               where hour is not null && hour.Version == current.Version && !hour.HasDrifted(signal) && has(hour) && usual(hour)
               select (hour, place.Weight),
        ];
    }

    /// <summary>
    /// Whether the same hour of a week before is known. Without it an hour that differs from the days before may be the season's
    /// own: it stays part of the baseline of that hour of the week, and is none of the days after it.
    /// </summary>
    public static bool HasSeason(IReadOnlyDictionary<long, DriftHour> known, DriftHour current) =>
        Enumerable.Range(1, Weeks).Any(w => known.GetValueOrDefault(current.Hour - w * HoursPerWeek)?.Version == current.Version);

    /// <summary>
    /// The weighted shares of some distributions over a range of buckets, as counts that add up to the number of values that they
    /// are worth: 1/Σ(w²/n) for weights that sum to 1.
    /// </summary>
    public static double[] Mix(IReadOnlyList<(BucketCounts Counts, double Weight)> parts, int first, int last)
    {
        var sum = parts.Sum(p => p.Weight);
        var worth = 1 / parts.Sum(p => p.Weight / sum * (p.Weight / sum) / p.Counts.Total);
        var mixed = new double[last - first + 2];
        foreach (var (counts, weight) in parts)
        {
            var part = counts.Over(first, last);
            for (var i = 0; i < mixed.Length; i++)
                mixed[i] += worth * weight / sum * part[i] / counts.Total;
        }
        return mixed;
    }
}

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

    /// <summary>
    /// The baselines of an hour, with weights: mostly one. Where all that is known of the same hour of the week had differed from its days
    /// before, that was the season's own or an incident, and the days before now are another: drift differs from both. None for an hour
    /// that is compared with nothing.
    /// </summary>
    /// <param name="has">Whether an hour has the signal.</param>
    public static IEnumerable<IReadOnlyList<(DriftHour Hour, double Weight)>> For(
        IReadOnlyDictionary<long, DriftHour> known, DriftHour current, int signal, Func<DriftHour, bool> has)
    {
        var weeks = Take(Enumerable.Range(1, Weeks).Select(w => (current.Hour - w * HoursPerWeek, s_weights[w - 1])));
        var usual = weeks.FindAll(h => !h.Hour.DiffersFromDays(signal));
        if (usual.Count > 0)
            return [usual];
        var days = Take(Enumerable.Range(1, Days).Select(d => (current.Hour - d * HoursPerDay, 1d / Days))).FindAll(h => !h.Hour.DiffersFromDays(signal));
        return from baseline in (List<(DriftHour, double)>[])[weeks, days] where baseline.Count > 0 select baseline;

        List<(DriftHour Hour, double Weight)> Take(IEnumerable<(long At, double Weight)> places) =>
        [
            .. from place in places
               let hour = known.GetValueOrDefault(place.At)
               where hour is not null && hour.Version == current.Version && !hour.HasDrifted(signal) && has(hour)
               select (hour, place.Weight),
        ];
    }

    /// <summary>Of the answers to one hour's baselines, for each test the one that says least.</summary>
    public static IEnumerable<TestAnswer> Quietest(IEnumerable<TestAnswer> answers) =>
        answers.GroupBy(a => a.Finding.Test).Select(g => g.OrderBy(a => a.Finding.Drifts).ThenByDescending(a => a.Raw).First());

    /// <summary>
    /// While no season is known, days that differed from those before them are an incident, or a change once there are more of them than
    /// of the others: then the others are those that differ. Those that do are no baseline for the days after them.
    /// </summary>
    public static void Outvote(IReadOnlyDictionary<long, DriftHour> known, DriftHour current)
    {
        if (HasSeason(known, current))
            return;
        var days = Enumerable.Range(1, Days).Select(d => known.GetValueOrDefault(current.Hour - d * HoursPerDay)).OfType<DriftHour>().Where(h => h.Version == current.Version).ToList();
        for (var signal = 0; signal <= MeanTests.ScoreIndex; signal++)
        {
            if (2 * days.Count(d => d.DiffersFromDays(signal)) <= days.Count)
                continue;
            foreach (var day in days)
                day.Outvote(signal, current.StateVersion);
        }
    }

    /// <summary>
    /// Whether the same hour of a week before is known. Without it an hour that differs from the days before may be the season's
    /// own: it stays part of the baseline of that hour of the week.
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

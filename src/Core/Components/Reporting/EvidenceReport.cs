using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.DailyEvidence;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;
using Plimsoll.Privacy.Noise;

namespace Plimsoll.Components.Reporting;

/// <summary>The days of a period: what is filed of them, and of the last two what the hours in memory have.</summary>
internal static class EvidenceReport
{
    private const long HoursPerDay = Clock.DayMs / Clock.HourMs;
    private const double NanoPerDollar = 1e9;
    private static readonly DateOnly s_epoch = new(1970, 1, 1);

    public static EvidenceSet Make(ComponentData data, EvidenceQuery query, long nowMs, IReadOnlyList<StateBlock> blocks)
    {
        var archived = blocks.SelectMany(Read).ToDictionary(d => d.Day);
        var days = new List<EvidenceDayView>();
        var last = Math.Min(DayOf(query.To), EvidenceClock.Today(nowMs));
        for (var day = FirstDay(query, last); day <= last; day++)
        {
            var filed = data.Evidence.Find(day) ?? archived.GetValueOrDefault(day);
            if (WithOpenHours(data, day, filed, nowMs) is { } whole)
                days.Add(ToView(whole, (day + 1) * HoursPerDay <= data.Evidence.FoldedHour + 1) with { PrivateUsers = PrivateUsers(data, whole, query.Noise) });
        }
        return new(data.Name, days);
    }

    /// <summary>Unix day of a date.</summary>
    public static long DayOf(DateOnly date) => date.DayNumber - s_epoch.DayNumber;

    /// <summary>The day and the kind of noise are the label: whoever asks again hears the same.</summary>
    private static PrivateUsersView? PrivateUsers(ComponentData data, EvidenceDay day, NoiseQuery? noise)
    {
        if (noise is null || data.Evidence.NoiseKey is not { } key || day.Users.Occupied is not { } occupied)
            return null;
        var bits = new NoiseStream(key, $"{(noise.Gaussian ? "gaussian" : "laplace")}/users/{day.Day}");
        var count = PrivateUserCount.Of(occupied, DayUsers.Ranks, DistinctSketch.RegisterCount, bits, noise.Gaussian);
        return new(count.Users, count.Rho);
    }

    private static long FirstDay(EvidenceQuery query, long last) => Math.Max(DayOf(query.From), last - EvidenceQuery.KeptDays);

    private static IEnumerable<EvidenceDay> Read(StateBlock block)
    {
        var reader = new StateReader(block.Name, block.Bytes.Span);
        var week = EvidenceWeek.Read(ref reader);
        reader.End();
        return week.All;
    }

    private static EvidenceDay? WithOpenHours(ComponentData data, long day, EvidenceDay? filed, long nowMs)
    {
        var first = Math.Max(day * HoursPerDay, data.Evidence.FoldedHour + 1);
        var last = Math.Min((day + 1) * HoursPerDay - 1, Clock.Hour(nowMs));
        if (first > last)
            return filed;
        var whole = filed?.Copy() ?? new EvidenceDay(day);
        for (var hour = first; hour <= last; hour++)
            HourReader.Add(data, hour, whole);
        foreach (var score in ScoreReader.Of(data, day))
            whole.Put(score);
        return filed is null && whole.IsEmpty ? null : whole;
    }

    private static EvidenceDayView ToView(EvidenceDay day, bool final) => new()
    {
        Day = s_epoch.AddDays((int)day.Day),
        Final = final,
        Requests = day.Counters.Requests,
        Errors = day.Counters.Errors,
        InputTokens = day.Counters.InputTokens,
        OutputTokens = day.Counters.OutputTokens,
        CachedInputTokens = day.Counters.CachedInputTokens,
        ErrorsByType = day.Errors?.Counts ?? new Dictionary<string, long>(),
        Screened = day.Content.Screened,
        Refused = day.Content.Refused,
        Finished = day.Content.Finished,
        Filtered = day.Content.Filtered,
        Feedback = ViewReport.Feedback(day.Feedback ?? new FeedbackAggregate()),
        Answers = new(day.Answers.Judged, day.Answers.Weight, day.Answers.BelowWeight),
        Users = day.Users.Estimate,
        HarmSuspected = day.HarmSuspected,
        HarmConfirmed = day.HarmConfirmed,
        Cost = new(
            Dollars(day.Counters.TokenCostNano), Dollars(day.Gpu.CostNano), Dollars(day.Gpu.IdleNano), Dollars(day.Gpu.UnusedNano),
            Dollars(day.Gpu.UnmeasuredNano)),
        Load = new(day.Load.PeakRequests, day.Load.PeakOutputTokens, day.Load.MostCopies, day.Load.Fit),
        Versions = Parts(day.Versions),
        Tenants = Parts(day.Tenants),
        Scores = [.. day.Scores.Select(ToView)],
        Changes = [.. day.Changes.Select(c => new DayChangeView(Clock.Time(c.AtMs), c.Kind, c.What, c.From, c.To, Clock.Time(c.SinceMs)))],
        Dropped = day.Dropped,
    };

    private static DayScoreView ToView(EvidenceScore s) => new(
        s.Key.Dimension, s.Rubric, s.Key.Evaluator, s.Key.IsHeuristic, s.Key.ModelVersion, s.Judged, s.Missing, s.Mean, s.Bounds.Lower, s.Bounds.Upper,
        s.Sequence?.Lower, s.Sequence?.Upper, s.SequenceCount);

    private static List<DayPartView> Parts(SliceTotals totals) =>
    [
        .. totals.All.OrderByDescending(t => t.Value.Requests).ThenBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new DayPartView(t.Key, t.Value.Requests, t.Value.Errors, t.Value.InputTokens, t.Value.OutputTokens, Dollars(t.Value.TokenCostNano))),
    ];

    private static double Dollars(long nano) => nano / NanoPerDollar;
}

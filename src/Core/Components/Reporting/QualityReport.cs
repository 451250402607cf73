using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Calibration;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Reporting;

/// <summary>What is known of the quality of a component's answers.</summary>
internal static class QualityReport
{
    private const double NanoDollars = 1e9;
    private const double NanosecondsPerMs = 1e6;

    public static QualityView Make(ComponentData data, long nowMs) =>
        new() { Judge = Judge(data, nowMs), Scores = Scores(data, nowMs), ClientScores = ClientScores(data, nowMs), Health = JudgeHealthReport.Make(data), Tracks = Tracks(data) };

    /// <summary>Over the last 24 hours: the present rubric first, then by dimension and model version.</summary>
    public static IReadOnlyList<QualityScoreView> Scores(ComponentData data, long nowMs) =>
        data.Judging.Scores.Keys.Any() ? Scores(data, nowMs, data.Judging.Scores.Keys, Served(data, nowMs)) : [];

    /// <summary>Of the present rubric alone, without the requests served.</summary>
    public static IReadOnlyList<QualityScoreView> PresentScores(ComponentData data, long nowMs) =>
        Scores(data, nowMs, data.Judging.Scores.Keys.Where(k => k.RubricVersion == data.Settings.Judging.Rubric.Version), _ => 0);

    private static IReadOnlyList<QualityScoreView> Scores(ComponentData data, long nowMs, IEnumerable<ScoreKey> keys, Func<string, long> served)
    {
        var rubric = data.Settings.Judging.Rubric;
        return
        [
            .. keys
                .Select(k => data.Judging.Scores.Estimate(k, nowMs - Clock.DayMs, nowMs, served(k.ModelVersion)))
                .OfType<ScoreEstimate>()
                .OrderBy(e => e.Key.RubricVersion != rubric.Version)
                .ThenBy(e => Order(rubric, e.Key.Dimension)).ThenBy(e => e.Key.ModelVersion, StringComparer.Ordinal)
                .Select(e => ToView(data, e)),
        ];
    }

    private static QualityScoreView ToView(ComponentData data, ScoreEstimate e)
    {
        var rubric = data.Settings.Judging.Rubric;
        var trust = e.Key.RubricVersion == rubric.Version ? JudgeTrustBook.Of(data).Level(e.Key.Dimension, e.Key.ModelVersion) : TrustLevel.Unproven;
        return new(
            e.Key.Dimension, Name(rubric, e.Key.RubricVersion), e.Key.Evaluator, e.Key.IsHeuristic, e.Key.ModelVersion, e.Mean, e.Bounds.Lower, e.Bounds.Upper,
            e.Judged, e.Missing, e.Served, e.Today?.Lower, e.Today?.Upper)
        { Trust = Word(trust) };
    }

    /// <summary>Agreement with people, for <c>/metrics</c>.</summary>
    public static IReadOnlyList<JudgeAgreementView> Agreement(ComponentData data) =>
    [
        .. JudgeTrustBook.Of(data).All.Select(t => new JudgeAgreementView(
            t.Dimension, t.ModelVersion, t.Trust.Level == TrustLevel.Quarantined, t.Trust.Alpha, t.Trust.Bounds?.Lower, t.Trust.Bounds?.Upper)
        {
            Verbosity = JudgeTrustBook.Of(data).FindVerbosity(t.Dimension, t.ModelVersion)?.Partial,
        }),
    ];

    private static List<QualityTrackView> Tracks(ComponentData data)
    {
        var rubric = data.Settings.Judging.Rubric;
        return
        [
            .. data.Judging.Scores.Keys.Where(k => k.RubricVersion == rubric.Version)
                .OrderBy(k => Order(rubric, k.Dimension)).ThenBy(k => k.ModelVersion, StringComparer.Ordinal)
                .Select(k => new QualityTrackView(k.Dimension, Name(rubric, k.RubricVersion), k.Evaluator, k.ModelVersion, Points(data, k)))
                .Where(t => t.Points.Count > 0),
        ];
    }

    private static List<QualityPoint> Points(ComponentData data, ScoreKey key) =>
    [
        .. from hour in data.Judging.Scores.Hours(key)
           let bounds = hour.Window.Bounds()!.Value
           select new QualityPoint(Clock.Time(hour.FromMs), hour.Window.Mean!.Value, bounds.Lower, bounds.Upper, hour.Window.Judged),
    ];

    public static JudgeView Judge(ComponentData data, long nowMs)
    {
        var (settings, judging) = (data.Settings.Judging, data.Judging);
        var (queue, figures) = (judging.Desk.Queue, judging.Figures);
        var parked = queue.Parking.Holds(nowMs);
        var left = judging.Desk.Budget.Left(settings.Budget, nowMs);
        return new JudgeView
        {
            Enabled = settings.Enabled,
            Rubric = Name(settings.Rubric, settings.Rubric.Version),
            Evaluator = settings.Rubric.Evaluator.ToString(),
            Heuristic = settings.Rubric.Evaluator.IsHeuristic,
            SampleRate = judging.Sampler.Rate,
            Waiting = queue.Depth - queue.InFlight,
            InFlight = queue.InFlight,
            LagSeconds = queue.LagMs(nowMs) / 1000d,
            ParkedFor = parked ? queue.Parking.Reason : null,
            ParkedUntil = parked ? Clock.Time(queue.Parking.UntilMs) : null,
            WaitingForTenantBudget = queue.HeldForTenant(nowMs),
            CircuitOpen = queue.Breaker.IsOpen,
            Ended = [.. queue.Counts.Ended.Select(e => new JudgementCount(Word(e.Key.End), e.Key.Reason, e.Value)).OrderBy(e => e.End, StringComparer.Ordinal).ThenByDescending(e => e.Count)],
            Requested = queue.Counts.Added,
            Retries = queue.Counts.Retries,
            RepeatedReports = queue.Counts.Repeated,
            SpentToday = Spend(judging.Desk.Budget.Spent),
            ReservedToday = Spend(judging.Desk.Budget.Reserved),
            CallsLeft = settings.Budget.Calls is null ? null : left.Calls,
            TokensLeft = settings.Budget.Tokens is null ? null : left.Tokens,
            DollarsLeft = settings.Budget.NanoDollars is null ? null : left.NanoDollars / NanoDollars,
            Spent = Spend(figures.Spent),
            MeanLatencyMs = figures.Latency.Count > 0 ? (double)figures.Latency.Sum / figures.Latency.Count / NanosecondsPerMs : null,
            JudgedTwice = figures.Repeated,
            MeanDifference = figures.Repeated > 0 ? figures.RepeatedDifference / figures.Repeated : null,
            HarmUnconfirmed = figures.HarmUnconfirmed,
            HarmConfirmed = figures.HarmConfirmed,
            CandidatesOverflowed = judging.Sampler.Overflowed,
            FixedSet = Fixed(judging.FixedSet),
        };
    }

    private static FixedSetView? Fixed(FixedSetWatch watch) => watch.ReferenceMs == 0 ? null : new(
        Clock.Time(watch.ReferenceMs), watch.Check is null ? null : Clock.Time(watch.CheckedMs), watch.Check?.Pairs ?? 0, watch.Check?.Shift, watch.Check?.PValue,
        watch.Changes, watch.Changes > 0 ? Clock.Time(watch.ChangedMs) : null,
        watch.Position is { } p ? new(p.Consistent + p.First + p.Second, p.Consistency, p.FirstShare, p.PValue, p.IsBiased) : null);

    public static string Name(Rubric rubric, string version) => version == rubric.Version ? $"{rubric.Id}@{version}" : version;

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static JudgeSpendView Spend(JudgeCost cost) => new(cost.Calls, cost.Tokens, cost.NanoDollars / NanoDollars);

    /// <summary>As the rubric has them; the composite first.</summary>
    private static int Order(Rubric rubric, string dimension) =>
        dimension == RubricLimits.Composite ? -1 : rubric.Dimensions.TakeWhile(d => d.Name != dimension).Count();

    /// <summary>Requests of the resident hours by model version; all of them for a component that names none.</summary>
    private static Func<string, long> Served(ComponentData data, long nowMs)
    {
        var versions = new SliceReport(data, nowMs).Breakdowns().GetValueOrDefault("model_version", []);
        return version => version.Length == 0 ? All(data, nowMs) : versions.FirstOrDefault(v => v.Value == version)?.Requests ?? 0;
    }

    private static long All(ComponentData data, long nowMs) => Resident(data, nowMs).Traffic?.Counters.Requests ?? 0;

    private static IReadOnlyList<ScoreView> ClientScores(ComponentData data, long nowMs) =>
        [.. Resident(data, nowMs).Scores?.Means.Select(s => new ScoreView(s.Name, s.Source, s.Count, s.Mean)) ?? []];

    private static Window Resident(ComponentData data, long nowMs)
    {
        var (sum, none) = (new Window(0), new HourArchive([]));
        for (var hour = Clock.Hour(nowMs) - Clock.ResidentHours + 1; hour <= Clock.Hour(nowMs); hour++)
            HistoryReader.AddHour(data, hour, none, sum);
        return sum;
    }
}

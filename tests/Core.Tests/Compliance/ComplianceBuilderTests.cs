using Plimsoll.Compliance;
using Plimsoll.Components.Views;

namespace Plimsoll.Core.Tests.Compliance;

public class ComplianceBuilderTests
{
    private static readonly DateOnly s_day = new(2026, 3, 1);
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetentionEvidence s_retention = new(true, 7, 1, 7, 400);
    private static readonly AuditEvidence s_audit = new(0, 0, [], [], [], 0);

    [Fact]
    public void Scores_of_a_rubric_evaluator_and_version_are_pooled_by_what_was_judged_and_never_mixed()
    {
        var report = Whole(
            Day(0, d => d with { Requests = 1000, Versions = [new("v1", 1000, 0, 0, 0, 0)], Scores = [Score("safety", 100, 0.9, 0.05, 0.82), Score("safety", 50, 0.5, 0.1, 0.3) with { Evaluator = "other" }] }),
            Day(1, d => d with { Requests = 3000, Versions = [new("v1", 3000, 0, 0, 0, 0)], Scores = [Score("safety", 300, 0.98, 0.02, 0.95)] }));

        var rows = Assert.Single(report.Components).Scores;
        Assert.Equal(["judge", "other"], rows.Select(r => r.Evaluator));
        Assert.Equal((400L, 0.1, 0.96, 2), (rows[0].Judged, rows[0].JudgedShare!.Value, Math.Round(rows[0].Mean, 9), rows[0].Days));
        var half = Math.Sqrt(Math.Pow(100 * 0.05, 2) + Math.Pow(300 * 0.02, 2)) / 400;
        Assert.Equal((0.96 - half, 0.96 + half), (Math.Round(rows[0].Lower, 12), Math.Round(rows[0].Upper, 12)), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && Math.Abs(a.Item2 - b.Item2) < 1e-9);
        Assert.Equal((0.82, s_day), (rows[0].LowestDailyBound!.Value, rows[0].LowestDay!.Value));
    }

    [Fact]
    public void Alert_that_fires_on_one_day_and_is_resolved_on_another_is_one_incident_with_its_times()
    {
        var report = Whole(
            Day(0, d => d with
            {
                Changes =
                [
                    Alert("alert_fired", "errors-high", s_noon, s_noon.AddMinutes(-3)),
                    Alert("alert_fired", "harm", s_noon.AddHours(1), s_noon.AddHours(1)),
                    new(s_noon, "rubric", "standard", "a", "b", s_noon),
                ],
            }),
            Day(1, d => d with { Changes = [Alert("alert_resolved", "errors-high", s_noon.AddDays(1), s_noon)] }));

        Assert.Equal([("errors-high", "P1", 180.0, 86_400.0), ("harm", "P1", 0, null)], report.Incidents.Select(i => (i.Rule, i.Priority, i.SecondsToDetect, i.SecondsToResolve)));
        Assert.Equal(("rubric", "a", "b"), Assert.Single(report.Changes) is var c ? (c.Kind, c.From, c.To) : default);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        var builder = new ComplianceBuilder(s_day, s_day.AddDays(9), [new("a", [Day(3, d => d with { Dropped = 2 })], Missing: 1), new("b", [])]);

        var gaps = builder.Whole(s_noon.AddDays(9), s_retention, s_audit).Gaps;

        Assert.Equal(
            ["The last two days of the period may still change", "a: 1 weeks could not be read from the store", "a: 2 changes or scores had no room in their day", "a: nothing is known before 2026-03-04", "b: nothing is known of the period"],
            gaps);
    }

    [Fact]
    public void What_many_components_lack_alike_is_one_line()
    {
        var builder = new ComplianceBuilder(s_day, s_day.AddDays(9), [.. Enumerable.Range(0, 200).Select(i => new EvidenceSet($"m{i}", [Day(3, d => d)]))]);

        Assert.Equal("m0, m1, m2, m3, m4, m5, m6, m7, m8, m9 and 190 more: nothing is known before 2026-03-04", builder.Whole(s_noon.AddDays(20), s_retention, s_audit).Gaps.Single());
    }

    [Fact]
    public void Publishable_report_has_noisy_users_and_no_other_count()
    {
        var days = new[] { Day(0, d => d with { Requests = 77, Users = 31, HarmConfirmed = 3, PrivateUsers = new(33, 0.4) }), Day(1, d => d with { PrivateUsers = new(null, 0.4) }), Day(2, d => d with { Requests = 5 }) };
        var report = new ComplianceBuilder(s_day, s_day.AddDays(2), [new("a", days)]).Publishable(s_noon.AddDays(30), s_retention, gaussian: false);

        var a = Assert.Single(report.Components);
        Assert.Equal([(s_day, 33), (s_day.AddDays(1), null)], a.Users.Select(u => (u.Day, u.Users)));
        Assert.Equal((0, 0, 0), (a.Requests, a.HarmConfirmed, a.Versions.Count + a.Scores.Count));
        Assert.Null(report.Audit);
        Assert.Equal((2, 1, 0.8), (report.Privacy!.Counts, report.Privacy.Suppressed, Math.Round(report.Privacy.Rho, 9)));
        Assert.InRange(report.Privacy.Epsilon, 7.4, 7.5);
    }

    private static ComplianceReport Whole(params EvidenceDayView[] days) =>
        new ComplianceBuilder(s_day, s_day.AddDays(1), [new("a", days)]).Whole(s_noon.AddDays(30), s_retention, s_audit);

    private static DayScoreView Score(string dimension, long judged, double mean, double half, double sequence) =>
        new(dimension, "standard@1", "judge", false, "v1", judged, 0, mean, mean - half, mean + half, sequence, 1, judged);

    private static DayChangeView Alert(string kind, string rule, DateTimeOffset at, DateTimeOffset since) => new(at, kind, rule, "P1", null, since);

    private static EvidenceDayView Day(int number, Func<EvidenceDayView, EvidenceDayView> change) =>
        change(new() { Day = s_day.AddDays(number), Cost = new(0, 0, 0, 0, 0), Load = new(0, 0, 0, default) });
}

using Plimsoll.Alerting.Evaluation;
using Plimsoll.Alerting.Notices;

namespace Plimsoll.Bench.Simulation;

/// <summary>How good a set of rules was on all runs.</summary>
internal static class Report
{
    private const double GraceSeconds = 600;
    private const double MinuteSeconds = 60;

    public static string Line(string name, IReadOnlyList<Outcome> runs, Func<AlertNotice, bool> notifies)
    {
        var all = runs.Select(r => Judge(r, r.Incidents, notifies)).ToList();
        var alerts = all.SelectMany(q => q.AlertIsTrue).ToList();
        var incidents = all.Sum(q => q.Incidents);
        var times = all.SelectMany(q => q.TimesToDetect).Order().ToList();
        var quiet = runs.Where(r => r.Incidents.Count == 0).ToList();
        var quietFalse = quiet.Sum(r => Judge(r, [], notifies).FalseAlarms);
        var bounds = quiet.Count > 0 ? GarwoodInterval.Of(quietFalse, quiet.Count) : default;
        var falseAlarms = alerts.Count(t => !t);
        return $"{name,-24}{Share(alerts.Count - falseAlarms, alerts.Count),10}{Share(times.Count, incidents),8}{Median(times),10}{(double)falseAlarms / runs.Count,12:0.00}  {quietFalse} in {quiet.Count}: {bounds.Lower:0.000}–{bounds.Upper:0.000}";
    }

    public static string ByKind(IncidentKind kind, IReadOnlyList<Outcome> runs, Func<AlertNotice, bool> notifies)
    {
        var all = runs.Select(r => Judge(r, [.. r.Incidents.Where(i => i.Kind == kind)], notifies)).ToList();
        var times = all.SelectMany(q => q.TimesToDetect).Order().ToList();
        return $"{kind,-24}{"",10}{Share(times.Count, all.Sum(q => q.Incidents)),8}{Median(times),10}";
    }

    public static void List(IReadOnlyList<Outcome> runs, Func<AlertNotice, bool> notifies)
    {
        foreach (var run in runs)
        {
            Console.WriteLine($"-- {string.Join(", ", run.Incidents.Select(i => $"{i.Kind} {i.Start}-{i.End}"))}");
            foreach (var notice in run.Notices.Where(notifies))
                Console.WriteLine($"{run.Seconds(notice) / MinuteSeconds,9:0.0} {notice.Rule} {notice.Event} {notice.Priority}");
        }
    }

    private static AlertQuality Judge(Outcome run, IReadOnlyList<Incident> incidents, Func<AlertNotice, bool> notifies) => AlertQuality.Of(
        [.. incidents.Select(i => (i.Start * MinuteSeconds, i.End * MinuteSeconds))], [.. run.Notices.Where(notifies).Select(run.Seconds)], GraceSeconds, 1);

    private static string Share(int part, int whole) => whole == 0 ? "–" : $"{(double)part / whole:0.000}";

    private static string Median(List<double> sorted) => sorted.Count == 0 ? "–" : $"{sorted[sorted.Count / 2]:0}";
}

using Plimsoll.Alerting.Evaluation;
using Plimsoll.Alerting.Notices;

namespace Plimsoll.Bench.Simulation;

/// <summary>How good each set of rules was on all runs.</summary>
internal static class Report
{
    private const double GraceSeconds = 600;
    private const double MinuteSeconds = 60;

    public static void Write(IReadOnlyList<Outcome> runs)
    {
        Console.WriteLine($"{"rules",-24}{"precision",10}{"recall",8}{"median s",10}{"false/week",12}  95% (Garwood, quiet weeks)");
        foreach (var (name, notifies) in RuleSets.Compared)
            Console.WriteLine(Line(name, runs, notifies));
        Console.WriteLine();
        Console.WriteLine($"{"detected, median s",-24}{string.Concat(RuleSets.Compared.Select(r => $"{r.Name,24}"))}");
        foreach (var kind in Enum.GetValues<IncidentKind>())
            Console.WriteLine($"{kind,-24}{string.Concat(RuleSets.Compared.Select(r => $"{ByKind(kind, runs, r.Notifies),24}"))}");
    }

    /// <summary>Alerts of each set that no incident explains, and incidents that it detected.</summary>
    public static string Short(Outcome run) => string.Join(", ", RuleSets.Compared.Select(r =>
    {
        var quality = Judge(run, run.Incidents, r.Notifies);
        return $"{r.Name} {quality.FalseAlarms} false, {quality.TimesToDetect.Count} of {quality.Incidents}";
    }));

    public static void List(IReadOnlyList<Outcome> runs, Func<AlertNotice, bool> notifies)
    {
        foreach (var run in runs)
        {
            Console.WriteLine($"-- {string.Join(", ", run.Incidents.Select(i => $"{i.Kind} {i.Start}-{i.End}"))}");
            foreach (var notice in run.Notices.Where(notifies))
                Console.WriteLine($"{run.Seconds(notice) / MinuteSeconds,9:0.0} {notice.Rule} {notice.Event} {notice.Priority} {string.Join(", ", notice.Evidence.Select(e => $"{e.Signal}={e.Value}"))}");
        }
    }

    private static string Line(string name, IReadOnlyList<Outcome> runs, Func<AlertNotice, bool> notifies)
    {
        var all = runs.Select(r => Judge(r, r.Incidents, notifies)).ToList();
        var alerts = all.SelectMany(q => q.AlertIsTrue).ToList();
        var incidents = all.Sum(q => q.Incidents);
        var times = all.SelectMany(q => q.TimesToDetect).Order().ToList();
        var quiet = runs.Where(r => r.Incidents.Count == 0).ToList();
        var (quietFalse, weeks) = (quiet.Sum(r => Judge(r, [], notifies).FalseAlarms), quiet.Sum(r => r.Weeks));
        var bounds = weeks > 0 ? GarwoodInterval.Of(quietFalse, weeks) : default;
        var falseAlarms = alerts.Count(t => !t);
        return $"{name,-24}{Share(alerts.Count - falseAlarms, alerts.Count),10}{Share(times.Count, incidents),8}{Median(times),10}{(double)falseAlarms / runs.Sum(r => r.Weeks),12:0.00}  {quietFalse} in {weeks}: {bounds.Lower:0.000}–{bounds.Upper:0.000}";
    }

    private static string ByKind(IncidentKind kind, IReadOnlyList<Outcome> runs, Func<AlertNotice, bool> notifies)
    {
        var all = runs.Select(r => Judge(r, [.. r.Incidents.Where(i => i.Kind == kind)], notifies)).ToList();
        var times = all.SelectMany(q => q.TimesToDetect).Order().ToList();
        return $"{times.Count}/{all.Sum(q => q.Incidents)}, {Median(times)}";
    }

    private static AlertQuality Judge(Outcome run, IReadOnlyList<Incident> incidents, Func<AlertNotice, bool> notifies) => AlertQuality.Of(
        [.. incidents.Select(i => (i.Start * MinuteSeconds, i.End * MinuteSeconds))], [.. run.Notices.Where(notifies).Select(run.Seconds)], GraceSeconds, run.Weeks);

    private static string Share(int part, int whole) => whole == 0 ? "–" : $"{(double)part / whole:0.000}";

    private static string Median(List<double> sorted) => sorted.Count == 0 ? "–" : $"{sorted[sorted.Count / 2]:0}";
}

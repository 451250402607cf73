using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Signals;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.WebConsole.Alerts;

/// <summary>The series that an incident's alerts rest on, around its time, with what they were compared with.</summary>
internal static class EvidenceCharts
{
    private const int MostCharts = 6;
    private static readonly TimeSpan s_before = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_after = TimeSpan.FromMinutes(10);

    /// <summary>Minutes are kept for so long.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    /// <summary>Empty for an incident of which no minute is kept any more.</summary>
    public static async Task<IReadOnlyList<ChartModel>> LoadAsync(IInferenceComponent component, Incident incident, IReadOnlyList<DeskAlert> alerts, DateTimeOffset now)
    {
        var (from, to) = Period(incident, now);
        var wanted = Wanted(alerts);
        if (wanted.Count == 0 || to - from < s_after)
            return [];
        var set = await component.GetSeriesAsync(new SeriesQuery([.. wanted.Select(w => w.Definition.Lines[0].Metric)], from, to, TimeRange.Step));
        return [.. wanted.Zip(set.Series, (w, series) => Build(w, series, from, to, incident.Closed ?? now))];
    }

    private static (DateTimeOffset From, DateTimeOffset To) Period(Incident incident, DateTimeOffset now)
    {
        var (from, to) = (incident.Opened - s_before, incident.Closed is { } closed && closed + s_after < now ? closed + s_after : now);
        return (Minute(from > now - s_kept ? from : now - s_kept + TimeRange.Step), Minute(to) + TimeRange.Step);
    }

    private static ChartModel Build(Wish wish, SeriesView series, DateTimeOffset from, DateTimeOffset to, DateTimeOffset end)
    {
        var chart = ChartModel.Build(wish.Definition, from, to, [series]) with { Marked = (wish.Alert.Notice.Since, wish.Alert.Ended ?? end) };
        return wish.Limit is { } limit ? chart.WithThreshold(limit) : chart;
    }

    /// <summary>One for each signal that has a series, most urgent alerts first.</summary>
    private static List<Wish> Wanted(IReadOnlyList<DeskAlert> alerts)
    {
        var wanted = new List<Wish>();
        foreach (var (alert, evidence) in alerts.OrderBy(a => a.Priority).SelectMany(a => a.Notice.Evidence.Select(e => (a, e))))
        {
            if (wanted.Count < MostCharts && SeriesOf(evidence) is { Metric: { } metric } signal && !wanted.Exists(w => w.Definition.Title == signal.Name)
                && ChartDefinition.All.FirstOrDefault(c => c.Lines.Any(l => l.Metric == metric)) is { } known)
                wanted.Add(new(known with { Id = $"evidence-{wanted.Count}", Title = signal.Name, Lines = [new(metric, signal.Name)] }, alert, signal.LimitOf(evidence)));
        }
        return wanted;
    }

    /// <summary>The signal itself, or the one that a finding is about.</summary>
    private static Signal? SeriesOf(Evidence evidence)
    {
        if (Signal.Find(evidence.Signal) is { } compared)
            return compared;
        var about = evidence.Signal.Split('(', ')', ',') is [var finding, var inside, ..] ? inside.Length > 0 ? inside : finding : "";
        return about switch
        {
            "failing" or "errors" => Signal.Find("errors.ratio"),
            "silent" => Signal.Find("requests.rate"),
            "ttft" or "tpot" => Signal.Find($"latency.{about}.p95"),
            _ => Signal.Find(about) ?? Signal.Find($"{about}.p95"),
        };
    }

    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.UtcTicks / TimeRange.Step.Ticks * TimeRange.Step.Ticks, TimeSpan.Zero);

    /// <param name="Definition">Of one line.</param>
    private sealed record Wish(ChartDefinition Definition, DeskAlert Alert, double? Limit);
}

using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>The series of a component that are out of their ways.</summary>
internal static class AnomalyReport
{
    /// <summary>Surest first: what contributes most to whatever is wrong.</summary>
    public static IReadOnlyList<AnomalyView> Make(ComponentData data) =>
    [
        .. from watched in data.Anomalies.Watches
           where watched.Watch.Since is not null
           let last = watched.Watch.Last
           orderby last.Strength descending
           select new AnomalyView(
               watched.Series.Name, watched.Series.Metric.Name, Clock.Time(watched.Watch.Since!.Value * Clock.MinuteMs),
               Clock.Time(watched.Watch.LastMinute * Clock.MinuteMs), last.Score, last.Cause, watched.Watch.LastValue, last.Expected),
    ];
}

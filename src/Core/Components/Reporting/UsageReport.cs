using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>Users and sessions; null when no request named one.</summary>
internal static class UsageReport
{
    public static UsageView Make(ComponentData data, Window day, long nowMs)
    {
        var sessions = Counting(data, nowMs)?.Sessions.Figures(nowMs) ?? default;
        return new(
            day.Users is null ? null : LastHour(data, nowMs).Estimate(),
            day.Users?.Estimate(),
            sessions.Count == 0 ? null : sessions.Count,
            sessions.MeanMs,
            sessions.MeanRequests);
    }

    private static SourceTrack? Counting(ComponentData data, long nowMs) =>
        data.Counting(Groups.Requests, nowMs - Clock.HourMs, nowMs + 1);

    private static DistinctSketch LastHour(ComponentData data, long nowMs)
    {
        var users = new DistinctSketch();
        foreach (var minute in Counting(data, nowMs)?.History.Minutes ?? [])
        {
            if (minute.Users is not null && minute.Index > Clock.Minute(nowMs) - Clock.ResidentMinutes)
                users.Merge(minute.Users);
        }
        return users;
    }
}

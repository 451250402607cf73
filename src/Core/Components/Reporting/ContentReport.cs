using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>What the texts tell of a component.</summary>
internal static class ContentReport
{
    /// <param name="history">The retained history.</param>
    public static ContentView Make(ComponentData data, Window history, long nowMs)
    {
        var finishes = FinishCounts.Of(history.Traffic?.FinishReasons);
        var content = history.Content;
        var (prompts, responses) = LastHour(data, nowMs);
        return new(
            ToView(prompts),
            ToView(responses),
            Share(finishes.RefusalRatio(content), content?.Screened),
            Share(finishes.FilteredRatio, finishes.Finished),
            Share(content?.FormatOkRatio, content?.FormatChecked));
    }

    /// <summary>Prompts and responses of the minutes in the ring.</summary>
    public static (VarietyCounts Prompts, VarietyCounts Responses) LastHour(ComponentData data, long nowMs)
    {
        var sum = new Window(0);
        foreach (var minute in data.Counting(Groups.Requests, nowMs - Clock.HourMs, nowMs + 1)?.History.Minutes ?? [])
        {
            if (minute.Index > Clock.Minute(nowMs) - Clock.ResidentMinutes)
                sum.Merge(minute, Groups.Users, data.Settings.MaxNamedValues);
        }
        return (sum.Prompts?.Counts ?? default, sum.Responses?.Counts ?? default);
    }

    private static VarietyView? ToView(VarietyCounts counts) => counts.Ratio is { } ratio ? new(counts.Texts, counts.Distinct, ratio) : null;

    private static ShareView? Share(double? ratio, long? of) => ratio is { } known ? new(known, of ?? 0) : null;
}

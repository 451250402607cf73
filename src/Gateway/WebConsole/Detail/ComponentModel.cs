using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.WebConsole.Detail;

/// <summary>What a component's page shows.</summary>
public sealed record ComponentModel(
    DateTimeOffset Now, ComponentView View, TimeRange Range, IReadOnlyList<ChartModel> Charts)
{
    public string Name => View.Summary.Component;

    public string Address(TimeRange range) => $"{ComponentAddress.Of(Name)}?range={range.Key}";

    public string TableAddress(ChartDefinition chart) => $"{Address(Range)}&table={chart.Id}";

    public static async Task<ComponentModel> LoadAsync(IInferenceComponent component, TimeRange range, DateTimeOffset now)
    {
        var view = await component.GetViewAsync();
        var charts = await LoadChartsAsync(component, ChartDefinition.All, range, now);
        return new ComponentModel(now, view, range, charts);
    }

    /// <summary>In the order of the definitions.</summary>
    public static async Task<IReadOnlyList<ChartModel>> LoadChartsAsync(
        IInferenceComponent component, IReadOnlyList<ChartDefinition> charts, TimeRange range, DateTimeOffset now)
    {
        var (from, to) = range.EndingAt(now);
        var metrics = charts.SelectMany(c => c.Lines).Select(l => l.Metric).Distinct().ToList();
        var set = await component.GetSeriesAsync(new SeriesQuery(metrics, from, to, TimeRange.Step));
        var byMetric = set.Series.ToDictionary(s => s.Metric);
        return [.. charts.Select(c => ChartModel.Build(c, from, to, [.. c.Lines.Select(l => byMetric[l.Metric])]))];
    }
}

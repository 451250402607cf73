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
        var charts = await Task.WhenAll(ChartDefinition.All.Select(c => LoadChartAsync(component, c, range, now)));
        return new ComponentModel(now, view, range, charts);
    }

    public static async Task<ChartModel> LoadChartAsync(
        IInferenceComponent component, ChartDefinition chart, TimeRange range, DateTimeOffset now)
    {
        var (from, to) = range.EndingAt(now);
        var series = await Task.WhenAll(
            chart.Lines.Select(line => component.GetSeriesAsync(new SeriesQuery(line.Metric, from, to, TimeRange.Step))));
        return ChartModel.Build(chart, from, to, series);
    }
}

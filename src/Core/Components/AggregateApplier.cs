using Plimsoll.Aggregation;
using Plimsoll.Components.AggregatedSeries;
using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>Adds the change of an aggregated series to the windows.</summary>
internal static class AggregateApplier
{
    /// <param name="atMs">When it counts.</param>
    public static void Add(ComponentData data, SourceTrack track, AggregateSample sample, SeriesDelta delta, Targets targets, long atMs)
    {
        var increment = Increment(sample, delta, new TokenPrices(data.Settings.Price));
        var names = data.Settings.MaxNamedValues;
        targets.Life?.ForTraffic().Add(increment, names);
        targets.Summary?.Add(increment);
        if (targets.Main is null)
            return;
        data.Quality.OverflowedValues += targets.Main.ForTraffic().Add(increment, names);
        track.Requests.Note(atMs);
        NoteBudgets(data, track, increment, atMs);
        track.Model.Note(sample.Model, atMs);
        track.ModelVersion.Note(sample.ModelVersion, atMs);
        AddTo(data, track, Dimension.ModelVersion, sample.ModelVersion, increment, atMs);
        AddTo(data, track, Dimension.Copy, sample.Copy, increment, atMs);
    }

    private static void NoteBudgets(ComponentData data, SourceTrack track, AggregateIncrement increment, long atMs)
    {
        var (requests, errors) = (increment.Counters.Requests, increment.Counters.Errors);
        if (track.Budgets is not { } budgets || requests + errors == 0)
            return;
        budgets.Add(Clock.Minute(atMs), requests, errors);
        budgets.Version = data.Version;
    }

    private static void AddTo(ComponentData data, SourceTrack track, Dimension dimension, string? value, AggregateIncrement increment, long atMs)
    {
        if (value is not null)
            track.Slices.At(atMs, data.Version).Slice(dimension, value, data.Settings.MaxBreakdownValues, ref data.Quality.OverflowedValues).Add(increment, atMs);
    }

    /// <summary>
    /// Which of the input tokens were cached is not known of a counter, so that all cost the full price.
    /// </summary>
    private static AggregateIncrement Increment(AggregateSample sample, SeriesDelta delta, in TokenPrices prices) => sample.Target switch
    {
        AggregateTarget.Requests => new() { Counters = new() { Requests = delta.Value } },
        AggregateTarget.Errors => new() { Counters = new() { Errors = delta.Value }, ErrorType = sample.Name },
        AggregateTarget.FinishReason => new() { FinishReason = sample.Name, Finished = delta.Value },
        AggregateTarget.InputTokens => new() { Counters = new() { InputTokens = delta.Value, TokenCostNano = prices.Nano(delta.Value, 0, 0) } },
        AggregateTarget.OutputTokens => new() { Counters = new() { OutputTokens = delta.Value, TokenCostNano = prices.Nano(0, 0, delta.Value) } },
        AggregateTarget.CachedInputTokens => new() { Counters = new() { CachedInputTokens = delta.Value } },
        _ => new() { Measure = sample.Measure, Distribution = DistributionSketch.Make(delta.Distribution!, delta.SumUnits) },
    };
}

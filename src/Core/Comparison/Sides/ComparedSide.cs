using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Comparison.Sides;

/// <summary>One of the two that are compared: a component, or a version or variant of one.</summary>
/// <param name="TtftMs">Time to the first token.</param>
/// <param name="TotalMs">From beginning to end.</param>
/// <param name="Cost">Dollars for the tokens of a thousand requests, an observation being one request; empty where they have no price.</param>
public sealed record ComparedSide(string Name, long Requests, long Errors, Arm TtftMs, Arm TotalMs, Arm Cost)
{
    private const double Million = 1e6;
    private const double Thousand = 1e3;

    /// <summary>Of model versions and components; of a component the scores of its present version.</summary>
    public IReadOnlyList<ScoredArm> Quality { get; init; } = [];

    /// <summary>Over the retained history.</summary>
    public static ComparedSide Of(ComponentView component, PriceSettings? price) => new(
        component.Summary.Component, component.Requests, component.Errors,
        Latency(component, "ttft_ms"), Latency(component, "total_latency_ms"),
        CostOf(component.Requests, component.InputTokens, component.OutputTokens, TokenDeviation(component, price), price))
    {
        Quality = ScoredArm.Of(component, component.Summary.ModelVersion),
    };

    /// <summary>
    /// Over the resident day. Token counts of a slice have no deviation of their own: a part that is one in k requests cannot
    /// have more than k times the variance of the whole, and that much is taken.
    /// </summary>
    public static ComparedSide Of(ComponentView component, BreakdownView slice, PriceSettings? price)
    {
        var oneIn = Math.Max(1, (double)component.Requests / Math.Max(1, slice.Requests));
        return new(
            slice.Value, slice.Requests, slice.Errors, OfMoments(slice.TtftMs), OfMoments(slice.TotalMs),
            CostOf(slice.Requests, slice.InputTokens, slice.OutputTokens, TokenDeviation(component, price) * Math.Sqrt(oneIn), price));
    }

    private static Arm Latency(ComponentView component, string measure) =>
        component.Quantiles.TryGetValue(measure, out var all) && all is { Mean: { } mean, Deviation: { } deviation }
            ? new(all.Count, mean, deviation * deviation)
            : default;

    private static Arm OfMoments(MomentsView? moments) =>
        moments is null ? default : new(moments.Count, moments.Mean, moments.Deviation * moments.Deviation);

    /// <summary>Dollars; as if long prompts always had long answers, which is the most that it can be.</summary>
    private static double? TokenDeviation(ComponentView component, PriceSettings? price) => price is null
        ? null
        : (price.InputPerMillionTokens ?? 0) / Million * component.Quantiles.GetValueOrDefault("input_tokens")?.Deviation
          + (price.OutputPerMillionTokens ?? 0) / Million * component.Quantiles.GetValueOrDefault("output_tokens")?.Deviation;

    private static Arm CostOf(long requests, long input, long output, double? deviation, PriceSettings? price)
    {
        if (requests == 0 || deviation is not { } known || price is not ({ InputPerMillionTokens: > 0 } or { OutputPerMillionTokens: > 0 }))
            return default;
        var dollars = (input * (price.InputPerMillionTokens ?? 0) + output * (price.OutputPerMillionTokens ?? 0)) / Million;
        return new(requests, dollars / requests * Thousand, known * known * Thousand * Thousand);
    }
}

using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.WebConsole.Detail;

/// <summary>One measure of the distribution table, as text.</summary>
public sealed record DistributionRow(string Measure, DistributionView View, bool IsTime)
{
    private const string StagePrefix = "stage.";

    private static readonly (string Key, string Name)[] Known =
    [
        ("ttft_ms", "Time to first token"), ("tpot_ms", "Time per output token"), ("total_latency_ms", "Total latency"),
        ("queue_ms", "Queue"), ("prefill_ms", "Prefill"), ("decode_ms", "Decode"),
        ("input_tokens", "Input tokens"), ("output_tokens", "Output tokens"),
        ("prompt_chars", "Prompt characters"), ("response_chars", "Response characters"),
    ];

    /// <summary>The measures that have values, the known ones first, then the stages by name.</summary>
    public static IReadOnlyList<DistributionRow> Of(IReadOnlyDictionary<string, DistributionView> quantiles)
    {
        var known = Known.Where(k => quantiles.ContainsKey(k.Key))
            .Select(k => new DistributionRow(k.Name, quantiles[k.Key], k.Key.EndsWith("_ms", StringComparison.Ordinal)));
        var stages = quantiles.Where(q => q.Key.StartsWith(StagePrefix, StringComparison.Ordinal)).OrderBy(q => q.Key, StringComparer.Ordinal)
            .Select(q => new DistributionRow("Stage " + q.Key[StagePrefix.Length..], q.Value, IsTime: true));
        return [.. known.Concat(stages).Where(r => r.View.Count > 0)];
    }

    public string? Text(double? value) => value switch
    {
        null => null,
        { } v when IsTime => Figures.Milliseconds(v),
        { } v => Figures.Amount(v),
    };
}

using System.Globalization;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.WebConsole.Load;

/// <summary>What quality against load says, in plain words.</summary>
internal static class LoadWords
{
    public static IEnumerable<string> Of(QualityLoadView view)
    {
        foreach (var factor in view.Factors.Where(f => f.Finding is "worse_with_more" or "better_with_more").OrderBy(f => f.Correlation))
            yield return Sentence(factor);
        if (view.PromptClasses is { Finding: "differ", Classes: [var poorest, .., var best] })
            yield return $"Scores differ by class of prompt: {Figures.Percent(poorest.Mean)} for {Class(poorest)}, {Figures.Percent(best.Mean)} for {Class(best)}.";
        if (view.Factors.All(f => f.Finding is "none" or "too_few") && view.PromptClasses.Finding != "differ")
            yield return view.Factors.All(f => f.Finding == "too_few") ? "Too few answers to say anything yet: 30 are needed." : "Poor scores go with none of these.";
    }

    public static string Name(string factor) => factor switch
    {
        "queue_ms" => "Time in the queue, ms",
        "ttft_ms" => "Time to first token, ms",
        "requests_waiting" => "Requests waiting",
        "kv_cache_usage_ratio" => "KV cache in use",
        "gpu_utilization_ratio" => "GPU utilization",
        "gpu_memory_utilization_ratio" => "GPU memory in use",
        "requests_per_second" => "Requests a second",
        "input_tokens" => "Input tokens",
        "response_chars" => "Characters of the answer",
        _ => factor,
    };

    public static string Finding(string finding) => finding switch
    {
        "worse_with_more" => "poorer with more",
        "better_with_more" => "better with more",
        "none" => "do not go with it",
        _ => "too few answers",
    };

    /// <summary>A load as people read it.</summary>
    public static string Load(string factor, double value) =>
        factor.EndsWith("_ratio", StringComparison.Ordinal) ? Figures.Percent(value) : value.ToString(value < 10 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    private static string Sentence(LoadFactorView factor)
    {
        var (low, high) = (factor.Bins[0], factor.Bins[^1]);
        var direction = factor.Finding == "worse_with_more" ? "fall" : "rise";
        return $"Scores {direction} with “{Name(factor.Factor)}”: {Figures.Percent(low.Mean)} where it is {Range(factor.Factor, low)}, {Figures.Percent(high.Mean)} where it is {Range(factor.Factor, high)}.";
    }

    private static string Range(string factor, LoadBinView bin) =>
        bin.From == bin.To ? Load(factor, bin.From) : $"{Load(factor, bin.From)} to {Load(factor, bin.To)}";

    private static string Class(PromptClassView of) => of.PromptClass.Length > 0 ? of.PromptClass : "prompts without one";
}

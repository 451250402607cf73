using Plimsoll.Aggregation;

namespace Plimsoll.Drift.Watch;

/// <summary>What tests of drift have in common; false discoveries are controlled for each over time.</summary>
public enum DriftFamily : byte
{
    Length,
    Tokens,
    Latency,
    Score,
    Rating,
    Vocabulary,
    Embedding,
}

/// <summary>A distribution that is compared with its baseline hour by hour.</summary>
/// <param name="Name">As rules write it: <c>drift(length.response)</c>, or <c>drift(length)</c> for all of its family.</param>
internal sealed record DriftSignal(string Name, Measure Measure, DriftFamily Family)
{
    public const string LatencyPrefix = "latency.";

    /// <summary>The mean score of a judge.</summary>
    public const string Score = "score";

    /// <summary>What users rate.</summary>
    public const string Rating = "rating";

    /// <summary>The order is part of the stored format.</summary>
    public static IReadOnlyList<DriftSignal> All { get; } =
    [
        new("length.prompt", Measure.PromptChars, DriftFamily.Length), new("length.response", Measure.ResponseChars, DriftFamily.Length),
        new("tokens.input", Measure.InputTokens, DriftFamily.Tokens), new("tokens.output", Measure.OutputTokens, DriftFamily.Tokens),
        new("latency.ttft", Measure.Ttft, DriftFamily.Latency), new("latency.tpot", Measure.Tpot, DriftFamily.Latency),
        new("latency.total", Measure.Total, DriftFamily.Latency),
    ];

    /// <summary>Whether shares of bins are compared beside the distance; latencies are compared by distance alone.</summary>
    public bool IsBinned => Family != DriftFamily.Latency;
}

using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>Whole-number sums over requests; adding is exact in any order.</summary>
public struct TrafficCounters
{
    public long Requests { get; set; }
    public long Errors { get; set; }
    public long InputTokens { get; set; }
    public long OutputTokens { get; set; }
    public long CachedInputTokens { get; set; }

    /// <summary>Price of the tokens, nano-dollars.</summary>
    public long TokenCostNano { get; set; }

    /// <summary>Σ total latency (ns) × output tokens, over successful requests that have both.</summary>
    public UInt128 WeightedLatencyNs { get; set; }

    /// <summary>Σ output tokens of the same requests.</summary>
    public long WeightedTokens { get; set; }

    /// <summary>ΣL·T/ΣT in milliseconds; null when ΣT is 0.</summary>
    public readonly double? TokenWeightedLatencyMs =>
        WeightedTokens == 0 ? null : (double)WeightedLatencyNs / WeightedTokens / 1e6;

    public void Add(in TrafficCounters other)
    {
        Requests += other.Requests;
        Errors += other.Errors;
        InputTokens += other.InputTokens;
        OutputTokens += other.OutputTokens;
        CachedInputTokens += other.CachedInputTokens;
        TokenCostNano += other.TokenCostNano;
        WeightedLatencyNs += other.WeightedLatencyNs;
        WeightedTokens += other.WeightedTokens;
    }

    internal readonly void Write(StateWriter writer)
    {
        writer.Count(Requests);
        writer.Count(Errors);
        writer.Count(InputTokens);
        writer.Count(OutputTokens);
        writer.Count(CachedInputTokens);
        writer.Count(TokenCostNano);
        writer.Wide(WeightedLatencyNs);
        writer.Count(WeightedTokens);
    }

    internal static TrafficCounters Read(ref StateReader reader) => new()
    {
        Requests = reader.Count(),
        Errors = reader.Count(),
        InputTokens = reader.Count(),
        OutputTokens = reader.Count(),
        CachedInputTokens = reader.Count(),
        TokenCostNano = reader.Count(),
        WeightedLatencyNs = reader.Wide(),
        WeightedTokens = reader.Count(),
    };
}

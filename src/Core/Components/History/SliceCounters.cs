using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>Counters of one slice in one hour.</summary>
/// <param name="TokenCostNano">Price of the tokens, nano-dollars.</param>
internal record struct SliceCounters(long Requests, long Errors, long InputTokens, long OutputTokens, long TokenCostNano)
{
    public static SliceCounters Of(in TrafficCounters added) => new(added.Requests, added.Errors, added.InputTokens, added.OutputTokens, added.TokenCostNano);

    public readonly SliceCounters Plus(SliceCounters other) => new(
        Requests + other.Requests, Errors + other.Errors, InputTokens + other.InputTokens, OutputTokens + other.OutputTokens,
        TokenCostNano + other.TokenCostNano);

    public readonly void Write(StateWriter writer)
    {
        writer.Count(Requests);
        writer.Count(Errors);
        writer.Count(InputTokens);
        writer.Count(OutputTokens);
        writer.Count(TokenCostNano);
    }

    public static SliceCounters Read(ref StateReader reader) => ReadBefore(ref reader) with { TokenCostNano = reader.Count() };

    /// <summary>As it was written without token cost.</summary>
    public static SliceCounters ReadBefore(ref StateReader reader) => new(reader.Count(), reader.Count(), reader.Count(), reader.Count(), 0);
}

using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Judging;

/// <summary>
/// What a component was doing when an answer was made: of the request itself, and of the minute in which it ended. Null where that
/// is not known.
/// </summary>
/// <param name="Waiting">Requests that waited in the engine.</param>
/// <param name="KvCache">Share of the cache in use.</param>
/// <param name="Gpu">Utilization, 0 to 1.</param>
internal sealed record VerdictLoad(
    double? QueueMs, double? TtftMs, double? InputTokens, double? Waiting, double? KvCache, double? Gpu, double? GpuMemory, double? RequestsPerSecond)
{
    public static VerdictLoad Of(ComponentData data, JudgedRequestFacts? facts, long atMs)
    {
        var minute = MinuteFigures.Of(data, History.Clock.Minute(atMs));
        return new(
            facts?.QueueMs, facts?.TtftMs, facts?.InputTokens, minute.Engine?.Waiting, minute.Engine?.KvCacheUsageRatio,
            minute.Gpu?.UtilizationRatio, minute.Gpu?.MemoryRatio, minute.Counters.Requests > 0 ? minute.Counters.Requests / minute.Seconds : null);
    }

    public void Write(StateWriter writer)
    {
        foreach (var value in (double?[])[QueueMs, TtftMs, InputTokens, Waiting, KvCache, Gpu, GpuMemory, RequestsPerSecond])
            writer.Number(value);
    }

    public static VerdictLoad Read(ref StateReader reader) => new(
        reader.Number(), reader.Number(), reader.Number(), reader.Number(), reader.Number(), reader.Number(), reader.Number(), reader.Number());
}

using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>Requests of one value of a dimension: counters by hour, distributions over the whole block.</summary>
internal sealed class Slice
{
    private static readonly Measure[] s_measures = [Measure.Ttft, Measure.Tpot, Measure.Total];

    private readonly SliceCounters[] _hours = new SliceCounters[SliceBlock.Hours];
    private readonly ExponentialHistogram?[] _distributions = new ExponentialHistogram?[s_measures.Length];

    public long LastSeenMs { get; private set; }

    public ExponentialHistogram? this[Measure measure] => _distributions[Array.IndexOf(s_measures, measure)];

    public SliceCounters Hour(long hour) => _hours[hour % SliceBlock.Hours];

    public void Add(ref RequestSample sample, long atMs)
    {
        ref var hour = ref _hours[Clock.Hour(atMs) % SliceBlock.Hours];
        ref var added = ref sample.Counters;
        hour = hour.Plus(SliceCounters.Of(added));
        LastSeenMs = Math.Max(LastSeenMs, atMs);
        for (var i = 0; i < s_measures.Length; i++)
        {
            if (sample.Has(s_measures[i]))
                (_distributions[i] ??= new()).Record(sample.Point(s_measures[i]));
        }
    }

    public void Add(AggregateIncrement increment, long atMs)
    {
        ref var hour = ref _hours[Clock.Hour(atMs) % SliceBlock.Hours];
        var added = increment.Counters;
        hour = hour.Plus(SliceCounters.Of(added));
        LastSeenMs = Math.Max(LastSeenMs, atMs);
        var kept = Array.IndexOf(s_measures, increment.Measure);
        if (kept >= 0 && increment.Distribution is { } distribution)
            (_distributions[kept] ??= new()).Merge(distribution);
    }

    /// <summary>Adds counters alone, of requests of one hour.</summary>
    public void Add(SliceCounters counters, long hour)
    {
        ref var sum = ref _hours[hour % SliceBlock.Hours];
        sum = sum.Plus(counters);
        LastSeenMs = Math.Max(LastSeenMs, hour * Clock.HourMs);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(LastSeenMs);
        foreach (var hour in _hours)
            hour.Write(writer);
        foreach (var histogram in _distributions)
            writer.Optional(histogram, HistogramCodec.Write);
    }

    public static Slice Read(ref StateReader reader) => Read(ref reader, SliceCounters.Read);

    /// <summary>As it was written without token cost.</summary>
    public static Slice ReadBefore(ref StateReader reader) => Read(ref reader, SliceCounters.ReadBefore);

    private static Slice Read(ref StateReader reader, StateReader.Read<SliceCounters> counters)
    {
        var slice = new Slice { LastSeenMs = reader.Count() };
        for (var i = 0; i < slice._hours.Length; i++)
            slice._hours[i] = counters(ref reader);
        for (var i = 0; i < slice._distributions.Length; i++)
            slice._distributions[i] = reader.Optional(HistogramCodec.Read);
        return slice;
    }
}

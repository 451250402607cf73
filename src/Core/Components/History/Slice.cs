using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>Counters of one slice in one hour.</summary>
internal record struct SliceCounters(long Requests, long Errors, long InputTokens, long OutputTokens)
{
    public readonly SliceCounters Plus(SliceCounters other) =>
        new(Requests + other.Requests, Errors + other.Errors, InputTokens + other.InputTokens, OutputTokens + other.OutputTokens);
}

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
        hour = hour.Plus(new(1, added.Errors, added.InputTokens, added.OutputTokens));
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
        hour = hour.Plus(new(added.Requests, added.Errors, added.InputTokens, added.OutputTokens));
        LastSeenMs = Math.Max(LastSeenMs, atMs);
        var kept = Array.IndexOf(s_measures, increment.Measure);
        if (kept >= 0 && increment.Distribution is { } distribution)
            (_distributions[kept] ??= new()).Merge(distribution);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(LastSeenMs);
        foreach (var hour in _hours)
        {
            writer.Count(hour.Requests);
            writer.Count(hour.Errors);
            writer.Count(hour.InputTokens);
            writer.Count(hour.OutputTokens);
        }
        foreach (var histogram in _distributions)
            writer.Optional(histogram, HistogramCodec.Write);
    }

    public static Slice Read(ref StateReader reader)
    {
        var slice = new Slice { LastSeenMs = reader.Count() };
        for (var i = 0; i < slice._hours.Length; i++)
            slice._hours[i] = new(reader.Count(), reader.Count(), reader.Count(), reader.Count());
        for (var i = 0; i < slice._distributions.Length; i++)
            slice._distributions[i] = reader.Optional(HistogramCodec.Read);
        return slice;
    }
}

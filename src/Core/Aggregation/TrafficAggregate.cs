using System.Numerics;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>Counters and distributions of the requests of one window; histograms exist once there is a value.</summary>
public sealed class TrafficAggregate
{
    private readonly ExponentialHistogram?[] _distributions = new ExponentialHistogram?[Measures.Count];
    private TrafficCounters _counters;

    public ref readonly TrafficCounters Counters => ref _counters;

    public NamedCounters? Errors { get; private set; }

    public NamedCounters? FinishReasons { get; private set; }

    /// <summary>Null when no value of the measure was seen.</summary>
    public ExponentialHistogram? this[Measure measure] => _distributions[(int)measure];

    /// <returns>Names that went to the overflow slot.</returns>
    public int Add(ref RequestSample sample, int nameLimit)
    {
        _counters.Add(sample.Counters);
        for (uint left = sample.Present; left != 0; left &= left - 1)
        {
            var measure = BitOperations.TrailingZeroCount(left);
            (_distributions[measure] ??= ((Measure)measure).NewHistogram()).Record(sample.Point((Measure)measure));
        }
        var overflowed = 0;
        if (sample.ErrorType is not null && !(Errors ??= new()).Add(sample.ErrorType, 1, nameLimit))
            overflowed++;
        if (sample.FinishReason is not null && !(FinishReasons ??= new()).Add(sample.FinishReason, 1, nameLimit))
            overflowed++;
        return overflowed;
    }

    /// <returns>Names that went to the overflow slot.</returns>
    public int Add(AggregateIncrement increment, int nameLimit)
    {
        _counters.Add(increment.Counters);
        if (increment.Distribution is { } distribution)
            (_distributions[(int)increment.Measure] ??= new ExponentialHistogram()).Merge(distribution);
        var overflowed = 0;
        if (increment.ErrorType is { } error && !(Errors ??= new()).Add(error, increment.Counters.Errors, nameLimit))
            overflowed++;
        if (increment.FinishReason is { } reason && !(FinishReasons ??= new()).Add(reason, increment.Finished, nameLimit))
            overflowed++;
        return overflowed;
    }

    public void Merge(TrafficAggregate other, int nameLimit)
    {
        _counters.Add(other._counters);
        for (var i = 0; i < Measures.Count; i++)
        {
            if (other._distributions[i] is { } theirs)
                (_distributions[i] ??= ((Measure)i).NewHistogram()).Merge(theirs);
        }
        if (other.Errors is not null)
            (Errors ??= new()).Merge(other.Errors, nameLimit);
        if (other.FinishReasons is not null)
            (FinishReasons ??= new()).Merge(other.FinishReasons, nameLimit);
    }

    internal void Write(StateWriter writer)
    {
        _counters.Write(writer);
        for (var i = 0; i < Measures.Count; i++)
            writer.Optional(_distributions[i], HistogramCodec.Write);
        writer.Optional(Errors, static (names, w) => names.Write(w));
        writer.Optional(FinishReasons, static (names, w) => names.Write(w));
    }

    internal static TrafficAggregate Read(ref StateReader reader)
    {
        var aggregate = new TrafficAggregate { _counters = TrafficCounters.Read(ref reader) };
        for (var i = 0; i < Measures.Count; i++)
            aggregate._distributions[i] = reader.Optional(HistogramCodec.Read);
        aggregate.Errors = reader.Optional(NamedCounters.Read);
        aggregate.FinishReasons = reader.Optional(NamedCounters.Read);
        return aggregate;
    }
}

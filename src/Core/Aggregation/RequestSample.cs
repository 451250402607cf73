using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Plimsoll.Aggregation;

/// <summary>What one request adds to every aggregate that covers it, computed once.</summary>
public struct RequestSample
{
    private PointArray _points;
    private ushort _present;
    private TrafficCounters _counters;

    /// <summary>The request's own counters: Requests is 1.</summary>
    [UnscopedRef]
    public ref TrafficCounters Counters => ref _counters;

    /// <summary>Null for a success.</summary>
    public string? ErrorType { get; set; }

    public string? FinishReason { get; set; }

    /// <summary>Nanoseconds; a negative value stands for absent.</summary>
    public void SetLatency(Measure measure, long nanoseconds)
    {
        if (nanoseconds >= 0)
            Set(measure, HistogramPoint.OfNanoseconds(nanoseconds));
    }

    /// <summary>A negative value stands for absent.</summary>
    public void SetCount(Measure measure, long count)
    {
        if (count >= 0)
            Set(measure, HistogramPoint.OfCount(count));
    }

    /// <summary>Bit i is set when the measure of value i is present.</summary>
    internal readonly ushort Present => _present;

    internal readonly bool Has(Measure measure) => (_present >> (int)measure & 1) == 1;

    [UnscopedRef]
    internal readonly ref readonly HistogramPoint Point(Measure measure) => ref _points[(int)measure];

    private void Set(Measure measure, in HistogramPoint point)
    {
        _points[(int)measure] = point;
        _present |= (ushort)(1 << (int)measure);
    }

    [InlineArray(Measures.Count)]
    private struct PointArray
    {
        private HistogramPoint _first;
    }
}

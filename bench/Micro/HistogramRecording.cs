using BenchmarkDotNet.Attributes;
using Plimsoll.Aggregation;

namespace Plimsoll.Bench.Micro;

/// <summary>One value into a sketch, its bucket search included, and one sketch into another.</summary>
public class HistogramRecording
{
    private const int Values = 1_024;

    private readonly long[] _nanoseconds = new long[Values];
    private readonly ExponentialHistogram _sketch = new();
    private readonly ExponentialHistogram _minute = new();
    private ExponentialHistogram _hour = new();

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Values; i++)
        {
            _nanoseconds[i] = (long)(100e6 * Math.Exp(random.NextDouble() * 3));
            _minute.Record(HistogramPoint.OfNanoseconds(_nanoseconds[i]));
        }
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public long Record()
    {
        foreach (var nanoseconds in _nanoseconds)
            _sketch.Record(HistogramPoint.OfNanoseconds(nanoseconds));
        return _sketch.Count;
    }

    [Benchmark]
    public long Merge()
    {
        _hour.Merge(_minute);
        if (_hour.Count > 1_000_000)
            _hour = new();
        return _hour.Count;
    }
}

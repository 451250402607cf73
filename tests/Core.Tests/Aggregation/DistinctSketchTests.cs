using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Core.Tests.Aggregation;

public class DistinctSketchTests
{
    [Fact]
    public void Small_counts_are_exact_and_repeats_count_once()
    {
        var sketch = Sketch(0, DistinctSketch.ExactLimit);
        AddAll(sketch, 0, DistinctSketch.ExactLimit);

        Assert.Equal(DistinctSketch.ExactLimit, sketch.Estimate());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    [InlineData(500_000)]
    public void Large_counts_are_within_four_standard_errors(int count)
    {
        var estimate = Sketch(0, count).Estimate();

        Assert.InRange(estimate, count * (1 - 4 * 0.023), count * (1 + 4 * 0.023));
    }

    [Theory]
    [InlineData(50, 60)]
    [InlineData(100, 100)]
    [InlineData(20, 5_000)]
    [InlineData(3_000, 4_000)]
    public void Merging_equals_the_union_whatever_the_order(int first, int second)
    {
        var one = Sketch(0, first);
        one.Merge(Sketch(first / 2, second));
        var other = Sketch(first / 2, second);
        other.Merge(Sketch(0, first));
        var union = Sketch(0, first);
        AddAll(union, first / 2, second);

        Assert.Equal(Bytes(union), Bytes(one));
        Assert.Equal(Bytes(union), Bytes(other));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void A_sketch_comes_back_as_it_was(int count)
    {
        var bytes = Bytes(Sketch(0, count));
        var reader = new StateReader("test", bytes);

        Assert.Equal(bytes, Bytes(DistinctSketch.Read(ref reader)));
    }

    private static DistinctSketch Sketch(int from, int count)
    {
        var sketch = new DistinctSketch();
        AddAll(sketch, from, count);
        return sketch;
    }

    private static void AddAll(DistinctSketch sketch, int from, int count)
    {
        for (var i = from; i < from + count; i++)
            sketch.Add(Hash((ulong)i));
    }

    /// <summary>SplitMix64: well-mixed hashes from a counter.</summary>
    private static ulong Hash(ulong x)
    {
        x = (x + 1) * 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    private static byte[] Bytes(DistinctSketch sketch)
    {
        var writer = new StateWriter();
        sketch.Write(writer);
        return writer.ToArray();
    }
}

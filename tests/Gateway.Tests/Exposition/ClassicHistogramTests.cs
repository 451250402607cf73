using Plimsoll.Components.Views;
using Plimsoll.Gateway.Exposition;

namespace Plimsoll.Gateway.Tests.Exposition;

public sealed class ClassicHistogramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_sketch_folds_without_error(int scale)
    {
        var values = Enumerable.Range(1, 4000).Select(i => 0.0005 * i * 1.37).ToList();
        var folded = ClassicHistogram.Of(SketchOf(values, scale), ClassicBounds.FirstToken, keepSketch: false, []);
        var expected = ClassicBounds.FirstToken.Upper.Select(b => values.LongCount(v => v <= b));
        Assert.Equal(expected, folded.Cumulative);
        Assert.Equal(values.Count, folded.Count);
    }

    [Fact]
    public void A_value_on_a_bound_counts_as_within_it()
    {
        // Index −65 at scale 6 ends at 2^-1.
        var half = new HistogramView(6, -65, [7], 0, 7, 3.5);
        var folded = ClassicHistogram.Of(half, ClassicBounds.FirstToken, keepSketch: false, []);
        var at = ClassicBounds.FirstToken.Upper.ToList().IndexOf(0.5);
        Assert.Equal((0, 7), (folded.Cumulative[at - 1], folded.Cumulative[at]));
    }

    [Fact]
    public void Zeros_and_values_below_the_first_bound_are_in_every_bucket_and_those_above_the_last_in_none()
    {
        var folded = ClassicHistogram.Of(new HistogramView(6, 30 * 64, [5], 2, 7, 1e9), ClassicBounds.Tokens, keepSketch: false, []);
        Assert.All(folded.Cumulative, c => Assert.Equal(2, c));
        Assert.Equal(7, folded.Count);
        var below = ClassicHistogram.Of(new HistogramView(6, 0, [4], 0, 4, 4), ClassicBounds.Tokens, keepSketch: false, []);
        Assert.All(below.Cumulative, c => Assert.Equal(4, c));
    }

    [Fact]
    public void A_scale_coarser_than_the_bounds_counts_a_bucket_at_the_bound_that_holds_all_of_it()
    {
        // Scale 0, index 3 covers (8, 16]: not within 11.3, within 16.
        var folded = ClassicHistogram.Of(new HistogramView(0, 3, [9], 0, 9, 100), ClassicBounds.Tokens, keepSketch: false, []);
        Assert.Equal([0, 0, 9], folded.Cumulative.Take(3));
    }

    [Fact]
    public void Bounds_rise_and_hold_the_round_numbers_that_people_alert_on()
    {
        foreach (var bounds in new[] { ClassicBounds.FirstToken, ClassicBounds.PerToken, ClassicBounds.Duration, ClassicBounds.Tokens })
            Assert.Equal(bounds.Upper.Order().Distinct(), bounds.Upper);
        Assert.Contains(0.5, ClassicBounds.FirstToken.Upper);
        Assert.Equal(("le=\"8.0\"", "le=\"1048576.0\""), (Text(ClassicBounds.Tokens, 0), Text(ClassicBounds.Tokens, ^1)));
    }

    private static string Text(ClassicBounds bounds, Index at) => System.Text.Encoding.UTF8.GetString(bounds.Labels.ToArray()[at]);

    private static HistogramView SketchOf(List<double> values, int scale)
    {
        var indexes = values.Select(v => (int)Math.Ceiling(Math.Log2(v) * Math.Pow(2, scale)) - 1).ToList();
        var counts = new long[indexes.Max() - indexes.Min() + 1];
        foreach (var index in indexes)
            counts[index - indexes.Min()]++;
        return new HistogramView(scale, indexes.Min(), counts, 0, values.Count, values.Sum());
    }
}

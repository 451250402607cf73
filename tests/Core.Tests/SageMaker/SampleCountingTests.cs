using Plimsoll.SageMaker;

namespace Plimsoll.Core.Tests.SageMaker;

public class SampleCountingTests
{
    /// <summary>Three GPUs, each with one sample in every publishing period.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(180)]
    [InlineData(240)]
    [InlineData(300)]
    public void Samples_are_as_many_things_whatever_the_publishing_period(int seconds)
    {
        var samples = Enumerable.Range(0, 3 * 1200 / seconds).Select(i => (long)i / 3 * seconds / 60).GroupBy(minute => minute).ToDictionary(g => g.Key, g => (double)g.Count());

        for (var through = 10L; through < 15; through++)
            Assert.Equal(3, new SampleCounting(through, TimeSpan.FromSeconds(seconds)).Count(samples));
    }

    [Fact]
    public void A_minute_of_which_samples_are_still_to_come_does_not_lessen_the_count() =>
        Assert.Equal(4, Of(7).Count(new Dictionary<long, double> { [7] = 4, [8] = 4, [9] = 1 }));

    [Fact]
    public void What_began_just_now_counts_as_far_as_it_told() =>
        Assert.Equal(2, Of(7).Count(new Dictionary<long, double> { [8] = 1, [9] = 2 }));

    [Fact]
    public void What_told_nothing_lately_is_gone()
    {
        Assert.Null(Of(7).Count(new Dictionary<long, double> { [5] = 4, [6] = 4 }));
        Assert.Null(Of(7).Count(new Dictionary<long, double>()));
    }

    [Fact]
    public void A_reading_holds_until_the_next_is_due_and_no_longer_than_now()
    {
        var counting = new SampleCounting(7, TimeSpan.FromSeconds(300));

        Assert.Equal((9, 8, 12), (counting.HoldsThrough(8, 9), Of(7).HoldsThrough(8, 9), counting.HoldsThrough(8, 30)));
    }

    private static SampleCounting Of(long through) => new(through, TimeSpan.FromSeconds(60));
}

using Plimsoll.Components.AggregatedSeries;

namespace Plimsoll.Core.Tests.Components.AggregatedSeries;

public class DistributionDeltaTests
{
    [Fact]
    public void Buckets_are_subtracted_one_by_one() => Assert.Equal(
        [0, 1, 0, 4, 0, 2],
        DistributionDelta.Between(Series.Explicit(1, 1, 1, 1, 1, 1, 1), Series.Explicit(9, 1, 2, 1, 5, 1, 3))!.Counts);

    [Fact]
    public void Bucket_that_fell_is_a_reset() =>
        Assert.Null(DistributionDelta.Between(Series.Explicit(1, 1, 1, 1, 1, 1, 1), Series.Explicit(9, 0, 9, 9, 9, 9, 9)));

    [Fact]
    public void Other_bounds_are_a_reset() => Assert.Null(DistributionDelta.Between(
        Series.Explicit(1, 1, 1, 1, 1, 1, 1), Series.Explicit(9, 9, 9, 9, 9, 9, 9) with { Bounds = [0, 1, 2, 3, 4] }));

    [Fact]
    public void Exponential_buckets_that_became_coarser_are_compared_at_their_new_scale()
    {
        // Indexes 4..7 at scale 2 are indexes 2..3 at scale 1.
        var change = DistributionDelta.Between(Series.Exponential(2, 4, 1, 1, 2, 3, 4), Series.Exponential(1, 1, 2, 5, 4, 9));

        Assert.Equal([5, 1, 2], change!.Counts);
    }

    [Fact]
    public void Exponential_buckets_that_became_finer_are_a_reset() =>
        Assert.Null(DistributionDelta.Between(Series.Exponential(1, 0, 1, 1), Series.Exponential(2, 0, 2, 1, 1)));

    [Fact]
    public void Bucket_that_is_gone_is_a_reset() =>
        Assert.Null(DistributionDelta.Between(Series.Exponential(0, 0, 1, 1, 1), Series.Exponential(0, 1, 2, 5)));
}

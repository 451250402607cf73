using Plimsoll.Gateway.Demo;

namespace Plimsoll.Gateway.Tests.Demo;

public sealed class SeededRandomTests
{
    [Fact]
    public void Sequence_is_that_of_SplitMix64()
    {
        var random = new SeededRandom(1234567);
        Assert.Equal((6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL), (random.NextUInt64(), random.NextUInt64(), random.NextUInt64()));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(20)]
    [InlineData(150)]
    public void Poisson_counts_have_the_mean_and_variance_asked_for(double mean)
    {
        var random = new SeededRandom(1);
        var counts = Enumerable.Range(0, 20_000).Select(_ => (double)random.Poisson(mean)).ToList();
        Assert.Equal(mean, counts.Average(), mean * 0.03);
        Assert.Equal(mean, counts.Average(c => (c - mean) * (c - mean)), mean * 0.06);
    }

    [Fact]
    public void Choices_come_by_weight()
    {
        var random = new SeededRandom(1);
        var picked = Enumerable.Range(0, 10_000).Count(_ => random.Pick([("a", 1), ("b", 3)]) == "b");
        Assert.InRange(picked, 7_300, 7_700);
    }
}

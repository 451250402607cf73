using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class DedupGenerationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Behaves_like_a_set_through_adds_and_removals_that_collide(int seed)
    {
        var random = new Random(seed);
        var model = new HashSet<UInt128>();
        var set = new DedupGeneration(16);
        for (var step = 0; step < 20_000; step++)
        {
            // Few distinct low bits, so that runs of slots grow long and wrap around.
            var key = new UInt128((ulong)random.Next(1, 300), (ulong)random.Next(0, 8) + ulong.MaxValue - 4);
            if (random.Next(3) == 0)
            {
                set.Remove(key);
                model.Remove(key);
            }
            else
                Assert.Equal(model.Add(key), set.Add(key));
            Assert.Equal(model.Count, set.Count);
        }
        Assert.All(model, key => Assert.True(set.Contains(key)));
    }

    [Fact]
    public void Grows_before_it_is_full()
    {
        var set = new DedupGeneration(16);
        for (ulong i = 1; i <= 1000; i++)
            set.Add(new UInt128(i, i * 0x9E3779B97F4A7C15));
        Assert.Equal(1000, set.Count);
        Assert.InRange(set.Capacity, 1500, 4096);
    }
}

using Plimsoll.Aggregation;
using Plimsoll.Components.DailyEvidence;
using Plimsoll.Privacy.Noise;

namespace Plimsoll.Core.Tests.Privacy.Noise;

public class PrivateUserCountTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(17848, 1000)]
    public void Gaussian_noise_has_its_variance(ulong numerator, ulong denominator)
    {
        var bits = new NoiseStream(s_key, "gaussian");
        var drawn = Enumerable.Range(0, 20_000).Select(_ => (double)DiscreteGaussian.Sample(bits, numerator, denominator)).ToList();

        Assert.Equal((double)numerator / denominator, drawn.Average(x => x * x), 0.05 * numerator / denominator);
        Assert.Equal(0, drawn.Average(), 0.05 * Math.Sqrt((double)numerator / denominator));
    }

    [Theory]
    [InlineData(100, 0.1)]
    [InlineData(3_000, 0.1)]
    [InlineData(60_000, 0.15)]
    [InlineData(2_000_000, 0.2)]
    public void Users_are_counted_about_right_whatever_their_number(int users, double error)
    {
        var occupied = Occupied(users);

        foreach (var gaussian in (bool[])[false, true])
        {
            var count = PrivateUserCount.Of(occupied, DayUsers.Ranks, DistinctSketch.RegisterCount, new NoiseStream(s_key, $"{users}"), gaussian);
            Assert.InRange(count.Users!.Value, users * (1 - error) - 12, users * (1 + error) + 12);
            Assert.InRange(count.Rho, 0.02, 0.5);
        }
    }

    [Fact]
    public void One_user_more_or_less_changes_what_gets_noise_by_one_at_most()
    {
        var random = new Random(4);
        for (var i = 0; i < 50; i++)
        {
            var sketch = Sketch(random.Next(1, 400));
            var before = DayUsers.Ranks.Select(sketch.Registers).ToList();
            sketch.Add((ulong)random.NextInt64() * 2);
            Assert.All(before.Zip(DayUsers.Ranks.Select(sketch.Registers)), p => Assert.InRange(p.Second - p.First, 0, 1));
        }
    }

    [Fact]
    public void Cell_of_few_users_is_suppressed_and_the_same_key_says_the_same_again()
    {
        var few = Occupied(3);
        Assert.Null(Count(few, s_key).Users);
        var many = Occupied(500);
        Assert.Equal(Count(many, s_key), Count(many, s_key));
        Assert.True(Enumerable.Range(0, 20).Select(i => Count(many, [(byte)i, .. s_key.Skip(1)]).Users).Distinct().Count() > 2);
    }

    private static PrivateUserCount Count(IReadOnlyList<long> occupied, byte[] key) =>
        PrivateUserCount.Of(occupied, DayUsers.Ranks, DistinctSketch.RegisterCount, new NoiseStream(key, "day"), gaussian: false);

    private static long[] Occupied(int users)
    {
        var sketch = Sketch(users);
        return [.. DayUsers.Ranks.Select(sketch.Registers)];
    }

    private static DistinctSketch Sketch(int users)
    {
        var sketch = new DistinctSketch();
        var bits = new NoiseStream(s_key, $"users {users}");
        for (var i = 0; i < users; i++)
            sketch.Add(bits.Next());
        return sketch;
    }
}

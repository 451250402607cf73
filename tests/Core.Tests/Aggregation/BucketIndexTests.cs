using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Aggregation;

namespace Plimsoll.Core.Tests.Aggregation;

public class BucketIndexTests
{
    private static readonly double[] s_values =
        [0.25, 0.5, 1, 1.5, 2, 3, 10, 42, 50, 100, 250, 499.9, 500, 500.1, 1000, 1024, 1234.5, 5000, 60000, 3600000];

    [Theory]
    [InlineData(8, new[] { -513, -257, -1, 149, 255, 405, 850, 1380, 1444, 1700, 2039, 2295, 2295, 2295, 2551, 2559, 2629, 3145, 4063, 5575 })]
    [InlineData(6, new[] { -129, -65, -1, 37, 63, 101, 212, 345, 361, 425, 509, 573, 573, 573, 637, 639, 657, 786, 1015, 1393 })]
    [InlineData(3, new[] { -17, -9, -1, 4, 7, 12, 26, 43, 45, 53, 63, 71, 71, 71, 79, 79, 82, 98, 126, 174 })]
    [InlineData(0, new[] { -3, -2, -1, 0, 0, 1, 3, 5, 5, 6, 7, 8, 8, 8, 9, 9, 10, 12, 15, 21 })]
    [InlineData(-1, new[] { -2, -1, -1, 0, 0, 0, 1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 5, 6, 7, 10 })]
    public void Index_agrees_with_the_worked_examples(int scale, int[] expected) =>
        Assert.Equal(expected, s_values.Select(v => BucketIndex.Of(v, scale)));

    [Fact]
    public void A_power_of_two_falls_into_the_lower_bucket()
    {
        for (var exponent = -40; exponent <= 40; exponent++)
            Assert.Equal((exponent << 6) - 1, BucketIndex.Of(Math.ScaleB(1, exponent), 6));
    }

    [Fact]
    public void The_largest_double_under_a_boundary_lies_below_it_and_the_next_above()
    {
        for (var k = 1; k < 256; k++)
        {
            var below = BucketIndex.LowerBound(k, 8);
            Assert.Equal(k - 1, BucketIndex.Of(below, 8));
            Assert.Equal(k, BucketIndex.Of(Math.BitIncrement(below), 8));
            Assert.True(IsAtMost(below, k));
            Assert.False(IsAtMost(Math.BitIncrement(below), k));
        }
    }

    [Fact]
    public void Every_value_lies_between_the_bounds_of_its_bucket_and_near_its_representative() =>
        Prop.ForAll(Positive, value =>
        {
            var index = BucketIndex.Of(value, 6);
            Assert.True(BucketIndex.LowerBound(index, 6) < value && value <= BucketIndex.LowerBound(index + 1, 6));
            Assert.True(Math.Abs(BucketIndex.Representative(index, 6) / value - 1) <= 0.005415159415902569 + 1e-12);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0.3333333333333333)]
    [InlineData(3, 0.043294617499389176)]
    [InlineData(6, 0.005415159415902569)]
    [InlineData(8, 0.0013538022599560793)]
    public void The_relative_error_of_a_representative_is_the_scale_s(int scale, double expected)
    {
        var upper = BucketIndex.LowerBound(1, scale);
        Assert.Equal(expected, 1 - BucketIndex.Representative(0, scale) / upper, 12);
    }

    private static Arbitrary<double> Positive =>
        (from exponent in Gen.Choose(-20, 40)
         from mantissa in Gen.Choose(0, int.MaxValue)
         select Math.ScaleB(1 + mantissa / (double)int.MaxValue, exponent)).ToArbitrary();

    /// <summary>Whether value^256 is at most 2^k, in integers.</summary>
    private static bool IsAtMost(double value, int k)
    {
        var mantissa = new BigInteger(value * Math.ScaleB(1, 52));
        return BigInteger.Pow(mantissa, 256) <= BigInteger.One << (52 * 256 + k);
    }
}

using Plimsoll.Quality.Estimation;

namespace Plimsoll.Core.Tests.Quality.Estimation;

public class RankTests
{
    [Fact]
    public void Correlation_of_ranks_has_an_interval_that_covers_it_and_a_p_value()
    {
        var random = new Random(1);
        double[] load = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())];
        double[] score = [.. load.Select(l => 1 - 0.4 * l * l * l + 0.2 * random.NextDouble())];

        var found = RankCorrelation.Of(load, score)!;

        Assert.InRange(found.Coefficient, -1, -0.5);
        Assert.True(found.Interval.Contains(found.Coefficient) && found.Interval.Upper < 0);
        Assert.InRange(found.PValue, 0, 1e-6);
    }

    /// <summary>Of 1,000 pairs of columns that have nothing to do with each other, 95% have an interval with 0 in it.</summary>
    [Fact]
    public void Interval_covers_nothing_where_there_is_nothing()
    {
        var random = new Random(2);
        double[] Column() => [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];

        var covered = Enumerable.Range(0, 1_000).Count(_ => RankCorrelation.Of(Column(), Column())!.Interval.Contains(0));

        Assert.InRange(covered, 925, 975);
    }

    [Fact]
    public void Few_pairs_or_none_that_vary_have_no_correlation()
    {
        double[] rising = [.. Enumerable.Range(0, 29).Select(i => (double)i)];
        Assert.Null(RankCorrelation.Of(rising, rising));
        Assert.Null(RankCorrelation.Of([.. Enumerable.Repeat(1d, 40)], [.. Enumerable.Range(0, 40).Select(i => (double)i)]));
    }

    /// <summary>H by hand: ranks 1–5 and 6–10 give 12/110·(15²/5 + 40²/5) − 33.</summary>
    [Fact]
    public void Groups_that_do_not_overlap_differ()
    {
        var test = KruskalWallis.Of([[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]])!.Value;

        Assert.Equal(12d / 110 * (45 + 320) - 33, test.Statistic, 1e-12);
        Assert.Equal(0.009023, test.PValue, 1e-5);
        Assert.Null(KruskalWallis.Of([[1, 2]]));
        Assert.Null(KruskalWallis.Of([[1, 1], [1]]));
    }
}

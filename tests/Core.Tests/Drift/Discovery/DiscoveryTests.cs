using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Discovery;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Drift.Discovery;

public class DiscoveryTests
{
    [SharedFact("vectors", "benjamini_hochberg.json")]
    public void The_worked_example_of_a_tick_holds()
    {
        var example = VectorCase.Of("benjamini_hochberg.json", "bh10");
        var adjusted = BenjaminiHochberg.Adjust([.. example.Numbers("p").Cast<double?>()]);

        Assert.Equal(example.ExpectedNumbers("adjusted"), adjusted.Select(p => p!.Value), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_test_without_an_answer_is_no_test()
    {
        var adjusted = BenjaminiHochberg.Adjust([0.01, null, 0.5]);

        Assert.Equal((0.02, null, 0.5), (adjusted[0]!.Value, adjusted[1], adjusted[2]!.Value));
    }

    [SharedFact("vectors", "addis.json")]
    public void The_published_example_of_addis_holds()
    {
        var filter = new AddisFilter();
        Check(VectorCase.Of("addis.json", "onlineFDR_example"), () => filter.Level, filter.Next);
    }

    [SharedFact("vectors", "lord_plus_plus.json")]
    public void The_published_example_of_lord_holds()
    {
        var filter = new LordFilter();
        Check(VectorCase.Of("lord_plus_plus.json", "onlineFDR_example"), () => filter.Level, filter.Next);
    }

    [Fact]
    public void Of_years_of_hourly_tests_of_nothing_hardly_any_is_a_finding()
    {
        var random = new Random(4);
        var (addis, lord) = (new AddisFilter(), new LordFilter());
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())];

        Assert.InRange(values.Count(addis.Next), 0, 3);
        Assert.InRange(values.Count(lord.Next), 0, 3);
    }

    [Fact]
    public void Findings_that_are_remembered_are_bounded_and_survive_a_restart()
    {
        var filter = new AddisFilter();
        foreach (var _ in Enumerable.Range(0, 3 * AddisFilter.MostRejections))
            Assert.True(filter.Next(1e-12));

        Assert.Equal(filter.Level, Saved.Reload(filter.Write, AddisFilter.Read).Level);
    }

    private static void Check(VectorCase example, Func<double> level, Func<double, bool> next)
    {
        var (levels, rejected) = (new List<double>(), new List<bool>());
        foreach (var p in example.Numbers("p"))
        {
            levels.Add(level());
            rejected.Add(next(p));
        }
        Assert.Equal(example.ExpectedNumbers("alpha_i"), levels, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(example.Expected.GetProperty("rejected").EnumerateArray().Select(e => e.GetBoolean()), rejected);
    }
}

using Plimsoll.Alerting.Objectives;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Alerting.Objectives;

public class BurnRuleTests
{
    private const string Vectors = "slo_burn_rate.json";

    private static readonly Dictionary<string, TimeSpan> s_windows = new()
    {
        ["5m"] = TimeSpan.FromMinutes(5),
        ["30m"] = TimeSpan.FromMinutes(30),
        ["1h"] = TimeSpan.FromHours(1),
        ["6h"] = TimeSpan.FromHours(6),
        ["3d"] = TimeSpan.FromDays(3),
    };

    [SharedFact("vectors", Vectors)]
    public void Table_is_that_of_the_workbook()
    {
        var rules = VectorCase.Of(Vectors, "table_5_8").Expected.GetProperty("rules").EnumerateArray();
        foreach (var (expected, rule) in rules.Zip(BurnRule.All))
        {
            Assert.Equal(expected.GetProperty("name").GetString(), rule.Name);
            Assert.Equal(s_windows[expected.GetProperty("long").GetString()!], rule.LongWindow);
            Assert.Equal(s_windows[expected.GetProperty("short").GetString()!], rule.ShortWindow);
            Assert.Equal(expected.GetProperty("burn").GetDouble(), rule.Burn);
            Assert.Equal(expected.GetProperty("budget_consumed").GetDouble(), rule.BudgetConsumed, 1e-12);
        }
    }

    [SharedTheory("vectors", Vectors)]
    [InlineData("availability_99")]
    [InlineData("latency_slo_p95")]
    public void Worked_example_comes_out(string name)
    {
        var example = VectorCase.Of(Vectors, name);
        var target = example.Number("slo");
        var counts = example.Inputs.GetProperty("windows_bad_total").EnumerateObject().ToDictionary(w => s_windows[w.Name], w => new EventCounts(w.Value[0].GetInt64(), w.Value[1].GetInt64()));

        foreach (var burn in example.Expected.GetProperty("burn").EnumerateObject())
            Assert.Equal(burn.Value.GetDouble(), counts[s_windows[burn.Name]].Burn(target)!.Value, 1e-9);
        foreach (var rule in BurnRule.All)
            Assert.Equal(example.Expected.GetProperty("fires").GetProperty(rule.Name).GetBoolean(), rule.Fires(target, counts[rule.LongWindow], counts[rule.ShortWindow]));
    }

    [Theory]
    [InlineData(0.9, 7.2)]
    [InlineData(0.93, 10.285714285714292)]
    [InlineData(0.95, 14.4)]
    [InlineData(0.999, 14.4)]
    public void Burn_that_the_target_makes_impossible_is_replaced(double target, double expected) =>
        Assert.Equal(expected, BurnRule.All[0].BurnFor(target), 1e-9);

    [Fact]
    public void Few_bad_events_fire_only_when_chance_does_not_explain_them()
    {
        var few = new EventCounts(4, 20);

        Assert.Equal(0.09311801658121098, few.WilsonLower(BurnRule.Z), 1e-9);
        Assert.False(BurnRule.All[0].Fires(0.99, few, few));
        Assert.True(BurnRule.All[0].Fires(0.99, new(8, 20), new(8, 20)));
    }

    [Fact]
    public void No_traffic_is_no_answer() => Assert.Null(BurnRule.All[0].Fires(0.99, default, default));

    [Fact]
    public void Long_window_without_the_short_one_does_not_fire() =>
        Assert.False(BurnRule.All[0].Fires(0.99, new(300, 1000), new(0, 50)));
}

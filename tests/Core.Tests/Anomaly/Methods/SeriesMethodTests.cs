using Plimsoll.Anomaly;
using Plimsoll.Anomaly.Methods;

namespace Plimsoll.Core.Tests.Anomaly.Methods;

public class SeriesMethodTests
{
    private const int Period = 50;

    public static TheoryData<DetectionMethod> Methods => new(Enum.GetValues<DetectionMethod>());

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_step_is_an_anomaly_and_what_came_before_is_none_once_the_series_is_known(DetectionMethod method)
    {
        var scorer = new SeriesScorer(method, Period);
        var random = new Random(3);
        double Usual() => 100 + random.NextDouble() + random.NextDouble() + random.NextDouble();

        var before = Enumerable.Range(0, 1_500).Select(_ => scorer.Next(Usual())).ToList();

        Assert.All(before.Skip(500), s => Assert.InRange(s, 0, 0.4999));
        Assert.Contains(Enumerable.Range(0, 40), _ => scorer.Next(Usual() + 20) >= 0.5);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void After_an_anomaly_a_hundred_rows_score_nothing(DetectionMethod method)
    {
        var scorer = new SeriesScorer(method, Period);
        var random = new Random(4);
        foreach (var _ in Enumerable.Range(0, 1_000))
            scorer.Next(10 + random.NextDouble());
        while (scorer.Next(1_000) < 0.5)
            continue;

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(0, scorer.Next(1_000 + random.NextDouble())));
    }

    [Fact]
    public void A_season_that_is_known_is_no_anomaly_and_its_absence_is_one()
    {
        var scorer = new SeriesScorer(DetectionMethod.HoltWinters, Period);
        var random = new Random(5);
        double Usual(int i) => 100 + 50 * Math.Sin(2 * Math.PI * i / Period) + random.NextDouble();

        Assert.All(Enumerable.Range(0, 40 * Period), i => Assert.InRange(scorer.Next(Usual(i)), 0, 0.4999));
        Assert.Contains(Enumerable.Range(0, Period), _ => scorer.Next(100) >= 0.5);
    }

    [Fact]
    public void A_combination_that_never_was_is_odd_though_neither_value_is()
    {
        var scorer = new JointScorer(2);
        var random = new Random(6);
        for (var i = 0; i < 600; i++)
        {
            var load = random.NextDouble();
            Assert.InRange(scorer.Next([load, 2 * load + 0.05 * random.NextDouble()]).Score, 0, 0.4999);
        }

        var odd = scorer.Next([0.05, 1.95]);

        Assert.InRange(odd.Score, 0.5, 1);
        Assert.InRange(odd.Distance!.Value, 20, double.MaxValue);
        Assert.NotNull(odd.Largest);
    }

    [Fact]
    public void Outliers_among_the_first_rows_do_not_hide_later_ones()
    {
        var random = new Random(7);
        var scorer = new JointScorer(2);
        for (var i = 0; i < 300; i++)
            scorer.Next(i % 40 == 7 && i < JointScorer.Learning ? [500, 500] : [random.NextDouble(), random.NextDouble()]);

        var odd = scorer.Next([0.5, 6]);

        Assert.Equal(1, odd.Largest);
        Assert.InRange(odd.Score, 0.5, 1);
    }
}

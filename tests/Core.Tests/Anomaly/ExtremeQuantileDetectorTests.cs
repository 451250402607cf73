using Plimsoll.Anomaly;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Anomaly;

public class ExtremeQuantileDetectorTests
{
    [SharedFact("vectors", "eq_residual_detector.json")]
    public void The_worked_example_holds()
    {
        var example = VectorCase.Of("eq_residual_detector.json", "sine_spike");
        var detector = new ExtremeQuantileDetector(example.Number("p"));
        var ratios = Enumerable.Range(0, 300).Select(Wave).Select(detector.Next).ToArray();

        foreach (var expected in example.Expected.GetProperty("score_at").EnumerateObject())
            Assert.Equal(expected.Value.GetDouble(), ratios[int.Parse(expected.Name, System.Globalization.CultureInfo.InvariantCulture)], 1e-9);
        Assert.Equal(example.ExpectedNumber("max_score_before_250"), ratios[..250].Max(), 1e-9);
        Assert.Equal([250], Enumerable.Range(0, 300).Where(i => ratios[i] >= 1.07));
    }

    [Fact]
    public void A_series_that_never_moved_gives_a_finite_ratio_when_it_does()
    {
        var detector = new ExtremeQuantileDetector(0.999);
        foreach (var _ in Enumerable.Range(0, 100))
            Assert.Equal(0, detector.Next(7));

        Assert.Equal(100, detector.Next(8));
    }

    [Fact]
    public void Nothing_below_the_floor_is_extreme()
    {
        var detector = new ExtremeQuantileDetector(0.999, floor: 10);
        foreach (var _ in Enumerable.Range(0, 100))
            detector.Next(7);

        Assert.Equal(0.5, detector.Next(12), 1e-12);
    }

    private static double Wave(int i) => i switch
    {
        250 => 190,
        251 => 185,
        _ => 100 + 10 * Math.Sin(i / 7d) + 3 * (i * 7919 % 13 - 6) / 6d,
    };
}

using Plimsoll.Anomaly;
using Plimsoll.Core.Tests.Quality;

namespace Plimsoll.Core.Tests.Anomaly;

public class ShortMemoryDetectorTests
{
    [Fact]
    public void A_step_is_found_at_once_and_then_there_is_quiet()
    {
        var detector = new ShortMemoryDetector();
        Assert.DoesNotContain(Noise(400, 100), v => detector.Next(v).IsAnomaly);

        Assert.True(detector.Next(180).IsAnomaly);
        Assert.All(Noise(ShortMemoryDetector.Refractory, 180), v => Assert.Equal(0, detector.Next(v).Score));
    }

    [Fact]
    public void A_series_that_grows_quiet_is_an_anomaly_of_its_distribution()
    {
        var detector = new ShortMemoryDetector();
        var random = new Random(2);
        foreach (var _ in Enumerable.Range(0, 1_000))
            detector.Next(random.Next(2) == 0 ? 10 : 90);

        var readings = Enumerable.Range(0, 60).Select(_ => detector.Next(50)).ToList();

        Assert.Equal(AnomalyCause.Distribution, readings.First(r => r.IsAnomaly).Cause);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    public void The_unit_of_a_series_does_not_matter(double unit)
    {
        var (plain, scaled) = (new ShortMemoryDetector(), new ShortMemoryDetector());
        foreach (var value in Noise(1_000, 100).Append(300))
            Assert.Equal(plain.Next(value).Score, scaled.Next(value * unit).Score, 0.02);
    }

    [Fact]
    public void Nothing_is_said_before_fifty_values()
    {
        var detector = new ShortMemoryDetector();
        var scores = Noise(49, 100).Append(1e6).Select(v => detector.Next(v).Score);

        Assert.All(scores, s => Assert.Equal(0, s));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    [InlineData(700)]
    public void A_restart_changes_no_score(int at)
    {
        double[] series = [.. Noise(600, 100), .. Noise(600, 160)];
        var (whole, first) = (new ShortMemoryDetector(), new ShortMemoryDetector());
        foreach (var value in series[..at])
            Assert.Equal(whole.Next(value), first.Next(value));

        var second = Saved.Reload(first.Write, ShortMemoryDetector.Read);

        foreach (var value in series[at..])
            Assert.Equal(whole.Next(value), second.Next(value));
    }

    [Fact]
    public void A_value_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShortMemoryDetector().Next(double.NaN));

    private static IEnumerable<double> Noise(int count, double level)
    {
        var random = new Random(1);
        for (var i = 0; i < count; i++)
            yield return level + 5 * (random.NextDouble() + random.NextDouble() - 1);
    }
}

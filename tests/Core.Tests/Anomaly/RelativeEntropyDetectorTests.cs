using Plimsoll.Anomaly;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Anomaly;

public class RelativeEntropyDetectorTests
{
    [SharedFact("vectors", "relative_entropy_detector.json")]
    public void The_worked_example_holds()
    {
        var example = VectorCase.Of("relative_entropy_detector.json", "level_shift");
        var detector = new RelativeEntropyDetector(example.Number("lo"), example.Number("hi"), example.Number("chi2_threshold_0.99_df4"));
        double[] series = [.. Enumerable.Range(0, 150).Select(i => 20d + 37 * i % 11), .. Enumerable.Range(0, 60).Select(j => 70d + 37 * j % 11)];

        var alarms = series.Select(detector.Next).Index().Where(r => r.Item >= 1).Select(r => (double)r.Index);

        Assert.Equal(example.ExpectedNumbers("alarm_indices"), alarms);
    }

    [Fact]
    public void What_was_seen_once_is_known_the_next_time()
    {
        var detector = new RelativeEntropyDetector(0, 10, 13.277);
        int AlarmsOf(double level) => Enumerable.Repeat(level, 60).Count(v => detector.Next(v) >= 1);
        AlarmsOf(1);

        Assert.NotEqual(0, AlarmsOf(9));
        AlarmsOf(1);
        Assert.Equal(0, AlarmsOf(9));
    }

    [Fact]
    public void Hypotheses_stay_bounded_and_the_longest_unmet_gives_way()
    {
        var random = new Random(5);
        var detector = new RelativeEntropyDetector(0, 10, 0.5);
        foreach (var _ in Enumerable.Range(0, 5_000))
            detector.Next(10 * random.NextDouble());

        Saved.Reload(detector.Write, (ref r) => RelativeEntropyDetector.Read(ref r, 0.5));
    }
}

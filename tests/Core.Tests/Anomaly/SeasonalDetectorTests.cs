using Plimsoll.Anomaly;
using Plimsoll.Core.Tests.Quality;

namespace Plimsoll.Core.Tests.Anomaly;

public class SeasonalDetectorTests
{
    private const int Day = 1440;

    /// <summary>A Monday, 00:00 UTC.</summary>
    private const long Start = 20_454L * Day;

    [Fact]
    public void Weeks_without_incidents_are_quiet()
    {
        var episodes = Enumerable.Range(1, 4).Sum(seed => Episodes(new Traffic(seed), 28 * Day));

        Assert.InRange(episodes, 0, 8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_step_of_half_as_much_again_is_found_within_ten_minutes_at_any_hour(int seed)
    {
        var step = 16 * Day + seed * 391;
        var traffic = new Traffic(seed) { Change = m => m >= step ? 1.5 : 1 };
        var detector = Trained(traffic, step);

        Assert.Contains(Enumerable.Range(step, 10), m => detector.Next(Start + m, traffic.At(m)).IsAnomaly);
    }

    [Fact]
    public void A_lone_spike_is_none()
    {
        var spike = 17 * Day + 600;
        var traffic = new Traffic(9) { Change = m => m == spike ? 8 : 1 };
        var detector = Trained(traffic, spike);

        Assert.DoesNotContain(Enumerable.Range(spike, 30), m => detector.Next(Start + m, traffic.At(m)).IsAnomaly);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(5, 1)]
    public void Five_slow_minutes_are_a_shift_and_three_are_none(int minutes, int expected)
    {
        var from = 17 * Day + 600;
        var traffic = new Traffic(4) { Change = m => m >= from && m < from + minutes ? 2.5 : 1 };
        var detector = Trained(traffic, from);

        Assert.Equal(expected, Enumerable.Range(from, 15).Max(m => { detector.Next(Start + m, traffic.At(m)); return detector.Shift; }));
        Assert.Equal(0, detector.Shift);
    }

    [Fact]
    public void The_day_after_an_incident_is_as_quiet_as_any_other()
    {
        var from = 17 * Day + 600;
        var traffic = new Traffic(6) { Change = m => m >= from && m < from + 45 ? 50 : 1 };
        var detector = Trained(traffic, from + 60);

        Assert.DoesNotContain(Enumerable.Range(from + 60, 2 * Day), m => detector.Next(Start + m, traffic.At(m)).IsAnomaly);
    }

    [Fact]
    public void The_season_is_expected_and_said()
    {
        var traffic = new Traffic(5);
        var detector = Trained(traffic, 15 * Day);
        foreach (var minute in Enumerable.Range(15 * Day, Day))
            Assert.InRange(detector.Next(Start + minute, traffic.At(minute)).Expected!.Value / Traffic.Usual(minute), 0.8, 1.25);
    }

    [Fact]
    public void Nothing_is_said_in_the_first_two_weeks()
    {
        var detector = new SeasonalDetector(1);
        foreach (var minute in Enumerable.Range(0, 14 * Day))
            Assert.Equal(0, detector.Next(Start + minute, minute % 5000 == 0 ? 1e6 : 10).Score);
        Assert.True(detector.IsReady(Start + 14 * Day));
    }

    [Fact]
    public void A_restart_changes_no_reading()
    {
        var traffic = new Traffic(3) { Change = m => m >= 15 * Day ? 1.4 : 1 };
        var whole = Trained(traffic, 14 * Day + 777);
        var reloaded = Saved.Reload(whole.Write, (ref r) => SeasonalDetector.Read(ref r, 1));

        foreach (var minute in Enumerable.Range(14 * Day + 777, 2 * Day))
        {
            var value = traffic.At(minute);
            Assert.Equal(whole.Next(Start + minute, value), reloaded.Next(Start + minute, value));
        }
    }

    private static SeasonalDetector Trained(Traffic traffic, int minutes)
    {
        var detector = new SeasonalDetector(1);
        for (var minute = 0; minute < minutes; minute++)
            detector.Next(Start + minute, traffic.At(minute));
        return detector;
    }

    /// <summary>Anomalies with less than an hour between them are one.</summary>
    private static int Episodes(Traffic traffic, int minutes)
    {
        var detector = new SeasonalDetector(1);
        var (episodes, last) = (0, int.MinValue / 2);
        for (var minute = 0; minute < minutes; minute++)
        {
            if (!detector.Next(Start + minute, traffic.At(minute)).IsAnomaly)
                continue;
            episodes += minute - last > 60 ? 1 : 0;
            last = minute;
        }
        return episodes;
    }

    /// <summary>A latency with a day, a quieter weekend, noise that lasts a few minutes, and heavy tails.</summary>
    private sealed class Traffic(int seed)
    {
        private readonly Random _random = new(seed);
        private double _noise;

        public Func<int, double> Change { get; init; } = _ => 1;

        public static double Usual(int minute) =>
            300 * Math.Exp((minute / Day % 7 >= 5 ? 0.2 : 0.5) * Math.Sin(2 * Math.PI * minute / Day));

        public double At(int minute)
        {
            _noise = 0.6 * _noise + 0.04 * Gaussian() / Math.Sqrt(Math.Max(0.2, Enumerable.Range(0, 5).Average(_ => Math.Pow(Gaussian(), 2))));
            return Usual(minute) * Math.Exp(_noise) * Change(minute);
        }

        private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
    }
}

using System.Globalization;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Estimation;
using Plimsoll.Quality.Sampling;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Quality.Sampling;

public class SamplerTests
{
    private static readonly Stratum Short = new("chat", LengthTercile.Lower);
    private static readonly Stratum Long = new("chat", LengthTercile.Upper);

    [Fact]
    public void The_rate_is_kept_exactly_over_time()
    {
        var sampler = new Sampler();
        var judged = Enumerable.Range(0, 100).Sum(minute => Minute(sampler, minute, 130, i => (i % 3 == 0 ? Long : Short, Suspicions.Ordinary)).Count);

        // 1% of 13,000; what the targeted part does not use goes to the uniform part, but for what is saved up.
        Assert.InRange(judged, 126, 130);
    }

    [Fact]
    public void The_order_within_a_minute_and_a_saved_state_change_nothing()
    {
        var there = new Sampler();
        var back = new Sampler();
        var pairs = Enumerable.Range(0, 5_000).ToList();
        foreach (var i in pairs)
            Put(there, 0, i, Short, i % 50 == 0 ? 10 : 1);
        foreach (var i in Enumerable.Reverse(pairs))
            Put(back, 0, i, Short, i % 50 == 0 ? 10 : 1);

        var first = there.Advance(Sampler.BatchMs);
        Assert.NotEmpty(first);
        Assert.Equal(first, Reload(back).Advance(Sampler.BatchMs));
    }

    [Fact]
    public void A_fifth_goes_to_what_is_suspicious_and_the_most_suspicious_come_first()
    {
        var sample = Minute(new Sampler(), 0, 10_000, i => (Short, i % 40 == 0 ? 10 : i % 40 == 1 ? 3 : 1));

        Assert.Equal(100, sample.Count);
        var targeted = sample.Where(s => s.Part == SamplePart.Targeted).ToList();
        Assert.Equal(20, targeted.Count);
        Assert.Equal(sample.Count, sample.Select(s => s.Hash).Distinct().Count());
        Assert.All(sample, s => Assert.InRange(s.Inclusion, 1e-6, 1));
    }

    [Fact]
    public void What_the_screen_flagged_is_a_candidate_whatever_its_hash()
    {
        var screen = new CandidateScreen(Key(1), 0.0001);

        Assert.True(screen.IsCandidate(ulong.MaxValue, flagged: true));
        Assert.False(screen.IsCandidate(ulong.MaxValue, flagged: false));
        Assert.True(screen.IsCandidate(0, flagged: false));
    }

    [Fact]
    public void Estimates_are_right_on_average_though_failures_are_judged_more_often()
    {
        double uniform = 0, all = 0, relative = 0;
        const int Keys = 60;
        for (var key = 1; key <= Keys; key++)
        {
            var sample = Minute(new Sampler(), 0, 4_000, i => (i % 4 == 0 ? Long : Short, i % 20 == 0 ? 10 : 1), key);
            var bad = Bad(key, 4_000);
            var (whole, part) = (new PoissonSums(), new PoissonSums());
            foreach (var s in sample)
            {
                // Suspicious requests are bad ones; their numbers are known from the hash alone.
                var score = bad.Contains(s.Hash) ? 0.2 : 0.9;
                whole.Add(score, s.Inclusion);
                if (s.Part == SamplePart.Uniform)
                    part.Add(score, Math.Min(1, 32d / 4_000 / s.Relative));
            }
            all += whole.Mean!.Value / Keys;
            uniform += part.Mean!.Value / Keys;
            relative += sample.Where(s => s.Part == SamplePart.Uniform).Average(s => s.Relative) / Keys;
        }
        const double Truth = 0.95 * 0.9 + 0.05 * 0.2;
        Assert.Equal(Truth, all, 0.015);
        Assert.Equal(Truth, uniform, 0.015);
        Assert.Equal(1, relative, 0.1);
    }

    [Fact]
    public void With_little_traffic_estimates_are_right_though_all_that_is_flagged_is_judged()
    {
        const int Minutes = 3_000;
        const int PerMinute = 10;
        var sampler = new Sampler();
        var (sums, flagged) = (new PoissonSums(), 0);
        for (var i = 0; i < Minutes * PerMinute; i++)
        {
            var bad = i % 97 == 0;
            flagged += bad ? 1 : 0;
            if (i % PerMinute == 0)
                Judge(sampler.Advance(i / PerMinute * Sampler.BatchMs));
            Put(sampler, i / PerMinute * Sampler.BatchMs, i, Short, bad ? 10 : 1, flag: true);
        }
        Assert.Equal(1 - flagged / (double)(Minutes * PerMinute), sums.Mean!.Value, 0.004);

        void Judge(IReadOnlyList<SampledRequest> sample)
        {
            foreach (var s in sample)
                sums.Add(s.Origin.Flagged ? 0 : 1, s.Inclusion);
        }
    }

    [Fact]
    public void Too_many_candidates_lower_the_cutoff_and_are_counted()
    {
        var sampler = new Sampler();
        for (var i = 0; i < 3 * Sampler.MaxCandidates; i++)
            Put(sampler, 0, i, Short, 1, cutoff: 1);

        var sample = sampler.Advance(Sampler.BatchMs);

        Assert.Equal(2 * Sampler.MaxCandidates, sampler.Overflowed);
        Assert.All(sample, s => Assert.True(s.Inclusion < 0.4));
    }

    [Fact]
    public void Too_many_ordinary_candidates_do_not_drive_out_what_the_screen_flagged()
    {
        var sampler = new Sampler();
        for (var i = 0; i < 5 * Sampler.MaxCandidates; i++)
            Put(sampler, 0, i, Short, i % 1_000 == 0 ? 10 : 1, cutoff: 1, flag: true);

        var sample = Reload(sampler).Advance(Sampler.BatchMs);

        Assert.Equal(6, sample.Count(s => s.Origin.Flagged));
        Assert.All(sample, s => Assert.Equal(s.Origin.Flagged, s.Inclusion == 1));
    }

    [Fact]
    public void Too_many_flagged_candidates_are_bounded_too_and_their_inclusion_is_known()
    {
        var sampler = new Sampler();
        for (var i = 0; i < 4 * CandidatePool.MaxFlagged; i++)
            Put(sampler, 0, i, Short, 10, flag: true);

        var flagged = sampler.Advance(Sampler.BatchMs).Where(s => s.Origin.Flagged).ToList();

        Assert.Equal(3 * CandidatePool.MaxFlagged, sampler.Overflowed);
        Assert.InRange(flagged.Count, BatchSelection.FlaggedPerMinute, BatchSelection.FlaggedPerMinute + 10);
        Assert.All(flagged, s => Assert.InRange(s.Inclusion, 0.02, 0.06));
    }

    [Fact]
    public void Candidates_that_an_earlier_build_saved_in_one_room_are_read()
    {
        var writer = new StateWriter();
        new Sampler().Write(writer);
        var (empty, saved) = (writer.ToArray(), new StateWriter());
        const int OfPool = 2 * (sizeof(double) + 1);
        const int Unsampled = 1 + sizeof(double) + 2;
        saved.Double(1);
        saved.Count(0);

        var reader = new StateReader("test", (byte[])[1, .. empty[1..Unsampled], .. empty[(Unsampled + 1)..^OfPool], .. saved.ToArray()]);
        Assert.Equal(0.01, Sampler.Read(ref reader).Rate);
        reader.End();
    }

    [Fact]
    public void A_twentieth_is_judged_twice() =>
        Assert.InRange(Enumerable.Range(0, 20_000).Count(i => JudgedTwice.Holds(Hash(1, i))), 900, 1_100);

    [Fact]
    public void A_stratum_that_varies_more_is_judged_more_the_next_day()
    {
        var sampler = new Sampler();
        const long Day = 24 * 3_600_000;
        for (var i = 0; i < 20_000; i++)
        {
            Put(sampler, 0, i, i % 2 == 0 ? Short : Long, 1);
            sampler.Judge(i % 2 == 0 ? Short : Long, i % 2 == 0 ? 0.9 + i % 3 * 0.01 : i % 4 == 1 ? 0 : 1);
        }
        sampler.Advance(Day);
        for (var i = 0; i < 20_000; i++)
            Put(sampler, Day, i, i % 2 == 0 ? Short : Long, 1);

        var sample = sampler.Advance(Day + Sampler.BatchMs);

        Assert.True(sample.Count(s => s.Stratum == Long) > 2 * sample.Count(s => s.Stratum == Short));
        Assert.InRange(sample.Where(s => s.Stratum == Short).Average(s => s.Relative) / sample.Where(s => s.Stratum == Long).Average(s => s.Relative), 3.9, 4);
    }

    private static IReadOnlyList<SampledRequest> Minute(Sampler sampler, int minute, int requests, Func<int, (Stratum, double)> make, int key = 1)
    {
        for (var i = 0; i < requests; i++)
        {
            var (stratum, suspicion) = make(i);
            Put(sampler, minute * Sampler.BatchMs, minute * requests + i, stratum, suspicion, key: key);
        }
        return sampler.Advance((minute + 1) * Sampler.BatchMs);
    }

    private static void Put(Sampler sampler, long nowMs, int id, Stratum stratum, double suspicion, double? cutoff = null, int key = 1, bool flag = false)
    {
        Assert.Empty(sampler.Serve(stratum, nowMs));
        var screen = new CandidateScreen(Key(key), cutoff ?? sampler.Cutoff);
        var hash = screen.Hash(id.ToString(CultureInfo.InvariantCulture));
        if (screen.IsCandidate(hash, flagged: suspicion == 10))
            sampler.Offer(new Candidate(hash, stratum, suspicion, suspicion == 10 ? 1 : screen.Cutoff, screen.Cutoff, Origins.Of() with { Flagged = flag && suspicion == 10 }));
    }

    private static HashSet<ulong> Bad(int key, int requests) => [.. Enumerable.Range(0, requests).Where(i => i % 20 == 0).Select(i => Hash(key, i))];

    private static ulong Hash(int key, int id) => new CandidateScreen(Key(key), 1).Hash(id.ToString(CultureInfo.InvariantCulture));

    private static KeyedHash Key(int key)
    {
        var bytes = new byte[KeyedHash.KeyBytes];
        BitConverter.TryWriteBytes(bytes, key);
        return new(bytes);
    }

    private static Sampler Reload(Sampler sampler)
    {
        var writer = new StateWriter();
        sampler.Write(writer);
        var reader = new StateReader("test", writer.ToArray());
        var read = Sampler.Read(ref reader);
        reader.End();
        return read;
    }
}

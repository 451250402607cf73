using System.Buffers.Binary;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Sampling;
using Plimsoll.Quality.Verdicts;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Quality;

/// <summary>From traffic through the sample to a published score: whether its bounds hold what they promise.</summary>
public class SampledScoresTests
{
    private const int Minutes = 40;
    private const int RequestsPerMinute = 400;
    private static readonly Rubric Judged = new("one", [BuiltInRubrics.Standard[1]], new Evaluator(EvaluatorKind.OpenAi, "judge-1"));
    private static readonly ScoreKey Key = new(Judged.Version, "openai:judge-1", "relevance", "m1");

    [Fact]
    public void Published_bounds_cover_the_truth_though_failures_are_looked_at_more_often()
    {
        const int Runs = 60;
        int once = 0, always = 0;
        double error = 0;
        for (var run = 0; run < Runs; run++)
        {
            var (truth, estimate) = Day(run);
            once += estimate.Bounds.Contains(truth) ? 1 : 0;
            always += estimate.Today!.Value.Contains(truth) ? 1 : 0;
            error += (estimate.Mean - truth) / Runs;
        }
        Assert.True(once >= 0.9 * Runs, $"the bounds for one look cover the truth in {once} of {Runs}");
        Assert.True(always >= 0.95 * Runs, $"the bounds for every look cover the truth in {always} of {Runs}");
        Assert.Equal(0, error, 0.01);
    }

    private static (double Truth, ScoreEstimate Estimate) Day(int seed)
    {
        var random = new Random(seed);
        var key = new byte[KeyedHash.KeyBytes];
        random.NextBytes(key);
        var hash = new KeyedHash(key);
        var sampler = new Sampler();
        var book = new ScoreBook();
        var scores = new Dictionary<ulong, double>();
        Span<byte> id = stackalloc byte[sizeof(int)];
        for (var i = 0; i < Minutes * RequestsPerMinute; i++)
        {
            var now = i / RequestsPerMinute * Sampler.BatchMs;
            BinaryPrimitives.WriteInt32LittleEndian(id, i);
            Judge(book, sampler.Advance(now), scores);
            Serve(sampler, hash.Hash64(id), now, random, scores);
        }
        Judge(book, sampler.Advance(Minutes * Sampler.BatchMs), scores);
        return (scores.Values.Average(), book.Estimate(Key, 0, 2 * 3_600_000, Minutes * RequestsPerMinute)!);
    }

    /// <summary>Long answers score lower, and one in twenty requests fails and scores almost nothing.</summary>
    private static void Serve(Sampler sampler, ulong hash, long now, Random random, Dictionary<ulong, double> scores)
    {
        var failed = random.NextDouble() < 0.05;
        var stratum = new Stratum("chat", random.NextDouble() < 0.3 ? LengthTercile.Upper : LengthTercile.Lower);
        scores[hash] = failed ? 0.1 : stratum.Length == LengthTercile.Upper ? 0.5 + 0.4 * random.NextDouble() : 0.9;
        sampler.Serve(stratum, now);
        if (UnitHash.Of(hash) <= sampler.Cutoff)
            sampler.Offer(new Candidate(hash, stratum, Suspicions.Of(failed, tail: false, flagged: false, canary: false), sampler.Cutoff, sampler.Cutoff, Origins.Of()));
    }

    private static void Judge(ScoreBook book, IReadOnlyList<SampledRequest> sample, Dictionary<ulong, double> scores)
    {
        foreach (var sampled in sample)
            book.Add(new Verdict(sampled.Hash, Judged, "m1", [scores[sampled.Hash]], sampled.Inclusion, sampled.Relative, 0));
    }
}

using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Content;
using Plimsoll.Drift.Watch;

namespace Plimsoll.Core.Tests.Drift.Content;

public class ContentWatchTests
{
    [Fact]
    public void Answers_about_something_else_are_found_by_their_tokens_and_their_embeddings_and_the_same_are_not()
    {
        var world = new World(1);
        Assert.Empty(world.Hour(Topic.Weather));
        for (var hour = 0; hour < 4; hour++)
            Assert.DoesNotContain(world.Hour(Topic.Weather), a => a.Finding.Drifts);

        var found = world.Hour(Topic.Law).ToDictionary(a => a.Finding.Test, a => a.Finding);
        Assert.True(found[DriftTest.KullbackLeibler] is { Drifts: true, Signal: "content.tokens", Statistic: > 0.1, PValue: < 1e-3 });
        Assert.True(found[DriftTest.JensenShannon].Drifts);
        Assert.True(found[DriftTest.MeanDiscrepancy] is { Drifts: true, Signal: "content.embedding", PValue: <= 1e-3, CurrentCount: 200 });
    }

    [Fact]
    public void What_drifted_is_no_baseline_so_that_it_lasts_and_what_was_is_no_drift_when_it_comes_back()
    {
        var world = new World(2);
        world.Hour(Topic.Weather);
        world.Hour(Topic.Weather);
        Assert.Contains(world.Hour(Topic.Law), a => a.Finding.Drifts);
        Assert.Contains(world.Hour(Topic.Law), a => a.Finding.Drifts);
        Assert.DoesNotContain(world.Hour(Topic.Weather), a => a.Finding.Drifts);
    }

    [Fact]
    public void A_change_by_small_steps_is_found_before_it_is_whole()
    {
        var world = new World(3);
        world.Hour(Topic.Weather);
        world.Hour(Topic.Weather);

        Assert.Contains(Enumerable.Range(1, 9), tenth => world.Hour(Topic.Weather, Topic.Law, tenth / 10d).Exists(a => a.Finding.Drifts));
    }

    [Theory]
    [InlineData("v2", false, false)]
    [InlineData("v1", true, false)]
    [InlineData("v1", false, true)]
    public void Another_version_other_embeddings_and_other_tokens_begin_anew(string version, bool embeds, bool sendsIds)
    {
        var world = new World(4);
        world.Hour(Topic.Weather);
        world.Hour(Topic.Weather);
        Assert.Empty(world.Hour(Topic.Law, version: version, embedding: embeds ? [1, 2, 3] : [], ids: sendsIds ? [1, 2, 3] : []));
    }

    [Fact]
    public void A_window_waits_until_it_has_enough_answers()
    {
        var world = new World(5);
        world.Hour(Topic.Weather);
        Assert.Empty(world.Hour(Topic.Weather, count: 150));
        Assert.Equal(3, world.Hour(Topic.Weather, count: 60).Count);
    }

    [Fact]
    public void Two_versions_that_answer_the_same_prompts_differently_drift_beyond_the_noise_of_one()
    {
        var (same, other) = (new World(6), new World(6));
        foreach (var world in (World[])[same, other])
        {
            for (var round = 0; round < 2; round++)
                world.Answers(Topic.Weather, "v1", prompts: 40);
        }
        same.Answers(Topic.Weather, "v2", prompts: 40);
        other.Answers(Topic.Law, "v2", prompts: 40);

        Assert.False(Assert.Single(same.Watch.Close(1)).Finding.Drifts);
        Assert.True(Assert.Single(other.Watch.Close(1)).Finding is { Drifts: true, Test: DriftTest.SemanticDrift, Statistic: > 0.05, CurrentCount: 40 });
        Assert.Empty(other.Watch.Close(2));
    }

    [Fact]
    public void A_restart_changes_no_finding()
    {
        var (whole, copy) = (new World(7), new World(7));
        foreach (var world in (World[])[whole, copy])
        {
            world.Hour(Topic.Weather);
            world.Hour(Topic.Weather);
            world.Answers(Topic.Weather, "v1", prompts: 20);
        }
        copy.Restart();

        Assert.Equal(whole.Hour(Topic.Law).Select(a => a.Finding with { Picture = [] }), copy.Hour(Topic.Law).Select(a => a.Finding with { Picture = [] }));
    }

    [Fact]
    public void What_is_kept_is_bounded()
    {
        var watch = new ContentWatch();
        for (var i = 0; i < 3_000; i++)
            watch.Add(AnswerFeatures.Of($"{i} answer {i}", [.. Enumerable.Range(i * 10, 10)], [i, 1], (ulong)i), "v1");
        watch.Close(1);
        var writer = new Plimsoll.Aggregation.Encoding.StateWriter();
        watch.Write(writer);

        Assert.InRange(writer.ToArray().Length, 1, 300_000);
    }

    [Fact]
    public void Embeddings_keep_their_angles_and_a_text_without_any_has_no_direction()
    {
        var random = new Random(1);
        float[] Vector() => [.. Enumerable.Range(0, 768).Select(_ => random.NextSingle() - 0.5f)];
        float[] one = Vector(), two = Vector();
        float[] near = [.. one.Zip(two, (a, b) => a + 0.3f * b)];

        Assert.InRange(Cosine(one, near), 0.9, 1);
        Assert.InRange(Cosine(one, two), -0.3, 0.3);
        Assert.All(AnswerFeatures.Unit(AnswerFeatures.Of("", [], [], null).Direction), v => Assert.Equal(0, v));
        Assert.False((AnswerFeatures.Of("", [], [], null) with { Direction = [1] }).IsValid);

        static double Cosine(float[] a, float[] b)
        {
            var (x, y) = (AnswerFeatures.Unit(AnswerFeatures.Of("", [], a, null).Direction), AnswerFeatures.Unit(AnswerFeatures.Of("", [], b, null).Direction));
            return x.Zip(y, (p, q) => p * q).Sum();
        }
    }

    private static class Topic
    {
        public static readonly string[] Weather = ["rain", "sunny", "cloud", "wind", "storm", "degrees", "morning", "evening", "north", "coast", "the", "and", "with", "some"];
        public static readonly string[] Law = ["court", "clause", "contract", "party", "breach", "damages", "liable", "statute", "appeal", "counsel", "the", "and", "with", "some"];
    }

    private sealed class World(int seed)
    {
        private readonly Random _random = new(seed);
        private long _hour;

        public ContentWatch Watch { get; private set; } = new();

        public List<TestAnswer> Hour(
            string[] topic, string[]? other = null, double share = 0, int count = 200, string version = "v1", IReadOnlyList<float>? embedding = null, IReadOnlyList<int>? ids = null)
        {
            for (var i = 0; i < count; i++)
                Watch.Add(AnswerFeatures.Of(Text(other is not null && _random.NextDouble() < share ? other : topic), ids ?? [], embedding ?? [], null), version);
            return [.. Watch.Close(_hour++)];
        }

        public void Answers(string[] topic, string version, int prompts)
        {
            for (var prompt = 0; prompt < prompts; prompt++)
                Watch.Add(AnswerFeatures.Of(Text(topic), [], [], (ulong)prompt), version);
        }

        public void Restart() =>
            Watch = Saved.Reload(Watch.Write, (ref r) => { var watch = new ContentWatch(); watch.Restore(ref r); return watch; });

        private string Text(string[] words) => string.Join(' ', Enumerable.Range(0, 60).Select(_ => words[_random.Next(words.Length)]));
    }
}

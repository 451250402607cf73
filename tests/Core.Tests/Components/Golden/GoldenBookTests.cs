using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components;
using Plimsoll.Components.Golden;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Core.Tests.Components.Golden;

public class GoldenBookTests
{
    private static readonly TimeSpan s_every = TimeSpan.FromHours(6);
    private static readonly ComponentSettings s_settings = new() { Alerts = new([BuiltInRules.All.Single(r => r.Name == "golden-regressed")], []) };

    private Feed _feed = new(s_settings);
    private int _slot;

    private GoldenSetView Set => Assert.Single(_feed.Component.Golden().Sets);

    [Fact]
    public void First_run_is_the_reference_and_later_ones_are_compared_with_it()
    {
        Assert.Null(Run(1, 1, 0.5, 0));
        var first = Set.Runs[0];
        Assert.Equal((0.625, 0.75, 0, false, null), (first.Score, first.PassRatio, first.Missing, first.Regressed, first.Against));

        Run(1, 0, 0.5, 1);
        var second = Set.Runs[0];
        Assert.Equal((4, 0d, 1, 1, false), (second.Against!.Common, second.Against.MeanChange, second.Against.Worse, second.Against.Better, second.Regressed));
        Assert.Equal(["q1"], second.Against.WorseIds);
        Assert.Equal((2, second.At), (Set.RunCount, Set.ReferenceAt));
    }

    [Fact]
    public void Regression_stands_until_the_scores_are_back()
    {
        Run(1, 1, 1, 1);
        var reference = Set.ReferenceAt;
        Run(1, 0, 1, 1);
        Run(1, 0, 1, 1);
        Assert.Equal((true, reference, -0.25), (Set.Regressed, Set.ReferenceAt, Set.Runs[0].Against!.MeanChange));

        Run(1, 1, 1, 1);
        Assert.False(Set.Regressed);
    }

    [Fact]
    public void Person_may_take_what_is_found_for_right()
    {
        Run(1, 1, 1, 1);
        Run(1, 0, 1, 1);
        Assert.Equal("unknown_set", _feed.Component.AcceptGolden("gone").Refused);
        Assert.Null(_feed.Component.AcceptGolden("faq").Refused);
        Assert.False(Set.Regressed);

        Run(1, 0, 1, 1);
        Run(1, 0, 1, 1);
        Assert.Equal((false, 0d), (Set.Regressed, Set.Runs[0].Against!.MeanChange));
    }

    [Fact]
    public void Run_without_any_score_neither_clears_a_regression_nor_becomes_the_reference()
    {
        Run(1, 1);
        Run(0, 0);
        Run(null, null);
        Assert.Equal((true, null, 2), (Set.Regressed, Set.Runs[0].Regressed, Set.Runs[0].Missing));
        Assert.Equal(2, Set.Runs[0].Reasons["http_503"]);

        Run(null, 1);
        Assert.Equal((false, 1), (Set.Regressed, Set.Runs[0].Against!.Common));
        Run(0, 1);
        Assert.True(Set.Regressed, "what had no answer once is still compared with its score before");
    }

    [Fact]
    public void Slot_is_filed_once_and_a_set_that_is_too_large_never()
    {
        Run(1);
        _slot--;
        Assert.Equal("already_filed", Run(1));
        Assert.Equal("too_many_questions", Run([.. Enumerable.Repeat<double?>(1, GoldenFiling.MaxQuestions + 1)]));
        Assert.Equal(1, Set.RunCount);
    }

    [Fact]
    public void Runs_and_sets_are_bounded()
    {
        for (var i = 0; i < 70; i++)
            Run(1);
        Assert.Equal((60, 70), (Set.Runs.Count, Set.RunCount));

        for (var i = 0; i < 8; i++)
            File($"set{i}", 1);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"set{i}"), _feed.Component.Golden().Sets.Select(s => s.Set));
    }

    [Fact]
    public void Runs_and_the_reference_survive_a_reload()
    {
        var store = new BlockStore();
        Run(1, 1);
        store.Commit(_feed.Component.Save(0));
        var committed = _feed.Component.Version;
        Run(0, 0);
        File("other", 1);
        store.Commit(_feed.Component.Save(committed));
        var before = _feed.Component.Golden();
        _feed = new(store.Load(s_settings));

        Assert.Equivalent(before, _feed.Component.Golden(), strict: true);
        Run(0, 0);
        Assert.True(_feed.Component.Golden().Sets.Single(s => s.Set == "faq").Regressed);
    }

    [Fact]
    public void Largest_set_survives_a_reload()
    {
        Run([.. Enumerable.Repeat<double?>(1, GoldenFiling.MaxQuestions)]);
        Run([.. Enumerable.Repeat<double?>(0, GoldenFiling.MaxQuestions)]);
        Run([.. Enumerable.Repeat<double?>(null, GoldenFiling.MaxQuestions)]);
        var store = new BlockStore();
        store.Commit(_feed.Component.Save(0));
        var before = _feed.Component.Golden();

        Assert.Equivalent(before, store.Load(s_settings).Golden(), strict: true);
    }

    [Fact]
    public void Regression_alerts_while_its_run_still_says_something()
    {
        Run(1, 1);
        Run(0, 0);
        var at = Set.Runs[0].At.ToUnixTimeMilliseconds();
        Tick(at + Feed.Minute);
        Assert.Equal(("golden-regressed", AlertState.Firing), _feed.View(at + Feed.Minute).Alerts.Select(a => (a.Rule, a.State)).Single());

        Run(1, 1);
        Tick(at + 2 * Feed.Minute);
        Assert.Equal(AlertState.Recovering, _feed.View(at + 2 * Feed.Minute).Alerts.Single().State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Damaged_track_is_told_or_read_and_nothing_else(int seed)
    {
        Run(1, 0.5, null);
        Run(0, 0, 1);
        var track = new GoldenTrack("faq", 0);
        track.Keep(Filing("faq", [1, null]), "v1");
        track.Keep(Filing("faq", [0, null]), null);
        var writer = new StateWriter();
        track.Write(writer);
        var bytes = writer.ToArray();
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = bytes.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.True(Record.Exception(() => Read(damaged)) is null or InvalidDataException or NewerStateException);
        }
        Assert.Equal(bytes, Read(bytes));
    }

    private static byte[] Read(byte[] bytes)
    {
        var reader = new StateReader("test", bytes);
        var writer = new StateWriter();
        GoldenTrack.Read(ref reader, 0, 1).Write(writer);
        reader.End();
        return writer.ToArray();
    }

    private void Tick(long nowMs) => _feed.Component.Tick(nowMs);

    private string? Run(params double?[] scores) => File("faq", scores);

    private string? File(string set, params double?[] scores) => _feed.Component.FileGolden(Filing(set, scores), Feed.T0).Refused;

    private GoldenFiling Filing(string set, double?[] scores)
    {
        var slot = DateTimeOffset.FromUnixTimeMilliseconds(Feed.T0) + _slot++ * s_every;
        var results = scores.Select((s, i) => new GoldenResult($"q{i}", null, s, s is null ? "http_503" : null, null, 20)).ToList();
        return new(set, slot, s_every, TimeSpan.FromSeconds(3), 0.02, GoldenReport.Of("v1", "http://llm m", null, slot.AddSeconds(3), results));
    }
}

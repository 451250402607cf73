using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Watch;

namespace Plimsoll.Core.Tests.Drift.Watch;

public class BaselineResetTests
{
    private const long Start = 20_454L * 24;
    private const long HourMs = 3_600_000;

    [Fact]
    public void After_a_reset_what_was_drift_is_the_new_usual_and_what_was_usual_is_drift()
    {
        var watch = new DriftWatch();
        Run(watch, Start, 30, 100);
        Run(watch, Start + 30, 3, 300);
        Assert.True(watch.Drifts("tokens"));

        watch.Begin(new((Start + 33) * HourMs - 1, "meant", "ann"));
        Assert.Null(watch.Drifts("any"));
        Run(watch, Start + 33, 26, 300);
        Assert.False(watch.Drifts("tokens"));
        Assert.Equal(Start + 33, watch.FirstHour);

        Run(watch, Start + 59, 2, 100);
        Assert.True(watch.Drifts("tokens"));
    }

    [Fact]
    public void An_hour_in_which_a_reset_came_is_no_baseline()
    {
        Assert.Equal(11, new BaselineReset(10 * HourMs + 1, "", "").Hour);
        Assert.Equal(10, new BaselineReset(10 * HourMs, "", "").Hour);
    }

    [Fact]
    public void A_reset_survives_a_restart_and_the_state_of_a_build_without_resets_is_read()
    {
        var watch = new DriftWatch();
        watch.Begin(new(HourMs, "meant", "ann"));
        Assert.Equal(watch.Reset, Saved.Reload(watch.Write, Read).Reset);

        var writer = new StateWriter();
        new DriftWatch().Write(writer);
        var before = writer.ToArray()[..^3];
        before[0] = 1;
        var reader = new StateReader("test", before);
        var read = Read(ref reader);
        reader.End();
        Assert.Null(read.Reset);
    }

    [Fact]
    public void Another_prompt_version_begins_the_baseline_anew_when_it_has_two_thirds_of_the_answers()
    {
        var watch = new DriftWatch();
        Assert.False(Follow(watch, 5, ("v1", 30)));
        Assert.False(Follow(watch, 6, ("v1", 20), ("v2", 20)));
        Assert.False(Follow(watch, 7, ("v2", 19)));
        Assert.True(Follow(watch, 8, ("v1", 1), ("v2", 20)));

        Assert.Equal(new BaselineReset(8 * HourMs, "prompt version v2 after v1", ""), watch.Reset);
        Assert.False(Follow(watch, 9, ("v2", 40)));
    }

    [Fact]
    public void While_an_alert_on_drift_fires_another_prompt_version_waits()
    {
        var watch = new DriftWatch();
        Follow(watch, 5, ("v1", 30));
        foreach (var _ in Enumerable.Range(0, 30))
            watch.NotePrompt("v2");

        Assert.False(watch.FollowPrompt(6 * HourMs, held: true));
        Assert.True(watch.FollowPrompt(7 * HourMs, held: false));
    }

    [Fact]
    public void Versions_beyond_the_bound_count_for_none()
    {
        var versions = new PromptVersions();
        for (var i = 0; i < 100; i++)
            versions.Note($"v{i}");
        for (var i = 0; i < 300; i++)
            versions.Note("late");

        Assert.Null(versions.EndHour());
        Assert.Equal("", versions.Present);
    }

    private static DriftWatch Read(ref StateReader reader)
    {
        var watch = new DriftWatch();
        watch.Restore(ref reader);
        return watch;
    }

    private static bool Follow(DriftWatch watch, long hour, params (string Version, int Count)[] answers)
    {
        foreach (var (version, count) in answers)
        {
            for (var i = 0; i < count; i++)
                watch.NotePrompt(version);
        }
        return watch.FollowPrompt(hour * HourMs, held: false);
    }

    private static void Run(DriftWatch watch, long from, int hours, int tokens)
    {
        var histogram = new ExponentialHistogram();
        for (var i = 0; i < 1_000; i++)
            histogram.Record(HistogramPoint.OfCount(tokens + i % 90));
        for (var hour = from; hour < from + hours; hour++)
            watch.Close(new(hour, "m1", null, default) { Distributions = [null, null, null, BucketCounts.Of(histogram), null, null, null] }, null, []);
    }
}

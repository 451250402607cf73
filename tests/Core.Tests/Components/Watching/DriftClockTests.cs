using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Drift.Content;
using Plimsoll.Drift.Watch;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Watching;

public class DriftClockTests
{
    [Fact]
    public void An_hour_is_compared_once_two_minutes_after_its_end_and_its_tests_are_metrics()
    {
        var feed = new Feed();
        Run(feed, 0, 24, tokens: 100);
        Run(feed, 24, 26, tokens: 300);
        var end = Feed.T0 + 26 * Feed.Hour;
        feed.Component.Tick(end + 119 * Feed.Second);
        Assert.Equal(Feed.T0 + 24 * Feed.Hour, feed.View(end).Drift.Hour!.Value.ToUnixTimeMilliseconds());

        feed.Component.Tick(end + 121 * Feed.Second);
        var version = feed.Component.Version;
        feed.Component.Tick(end + 122 * Feed.Second);

        Assert.Equal(version, feed.Component.Version);
        Assert.Equal(Feed.T0 + 25 * Feed.Hour, feed.View(end).Drift.Hour!.Value.ToUnixTimeMilliseconds());
        var found = feed.View(end).Drift.Findings.First(f => f is { Signal: "tokens.output", Test: DriftTest.KolmogorovSmirnov });
        Assert.True(found.Drifts);
        Assert.Equal(Feed.T0 + 24 * Feed.Hour, found.Since!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(found.Statistic, feed.Component.Metrics(end).Drift.First(d => d is { Signal: "tokens.output", Test: DriftTest.KolmogorovSmirnov }).Statistic);
    }

    [Fact]
    public void What_judged_answers_say_is_compared_and_survives_a_restart()
    {
        var feed = new Feed();
        Judge(feed, 0, 2, "it rains in the north and the wind is cold");
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));
        feed = new Feed(store.Load(ComponentSettings.Default)) { Journal = feed.Journal };
        Judge(feed, 2, 3, "the contract binds both parties until it ends");

        var found = feed.View(Feed.T0 + 3 * Feed.Hour).Drift.Findings.Where(f => f.Signal.StartsWith("content.", StringComparison.Ordinal)).ToList();
        Assert.Equal([DriftTest.KullbackLeibler, DriftTest.JensenShannon, DriftTest.MeanDiscrepancy], found.Select(f => f.Test).Order().Take(3).Order());
        Assert.Contains(found, f => f.Drifts);
    }

    [Fact]
    public void A_person_begins_the_baseline_anew_and_another_prompt_version_does_so_by_itself()
    {
        var feed = new Feed();
        Run(feed, 0, 3, tokens: 100);
        Assert.Null(feed.View(Feed.T0).Drift.Baseline.ResetAt);

        Assert.Null(feed.Component.RenewBaseline(new("meant", "ann", Force: false), Feed.T0 + 3 * Feed.Hour - 1).Refused);
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));
        feed = new Feed(store.Load(ComponentSettings.Default)) { Journal = feed.Journal };
        var baseline = feed.View(Feed.T0).Drift.Baseline;
        Assert.Equal(("meant", "ann", (DateTimeOffset?)null), (baseline.Reason, baseline.By, baseline.Since));

        Judge(feed, 3, 5, "as before", "v1");
        Judge(feed, 5, 7, "as before", "v2");
        baseline = feed.View(Feed.T0 + 7 * Feed.Hour).Drift.Baseline;
        Assert.Equal(("prompt version v2 after v1", Feed.T0 + 5 * Feed.Hour), (baseline.Reason, baseline.ResetAt!.Value.ToUnixTimeMilliseconds()));
        Assert.Equal(Feed.T0 + 5 * Feed.Hour, baseline.Since!.Value.ToUnixTimeMilliseconds());
    }

    private static void Run(Feed feed, int fromHour, int toHour, int tokens)
    {
        for (var hour = fromHour; hour < toHour; hour++)
        {
            var at = Feed.T0 + hour * Feed.Hour;
            for (var minute = 0; minute < 60; minute++)
            {
                feed.Send(at + minute * Feed.Minute, Enumerable.Range(0, 10).Select(i => Feed.Request(at + minute * Feed.Minute, r => r.OutputTokens = tokens + 7 * i)));
                feed.Component.Tick(at + minute * Feed.Minute);
            }
        }
    }

    /// <summary>Four requests a minute; every answer is judged.</summary>
    private static void Judge(Feed feed, int fromHour, int toHour, string answer, string? prompt = null)
    {
        for (var minute = fromHour * 60; minute < toHour * 60 + 5; minute++)
        {
            var at = Feed.T0 + minute * Feed.Minute;
            feed.Send(at, Enumerable.Range(0, minute < toHour * 60 ? 4 : 0).Select(i => Feed.Request(at, r =>
            {
                (r.RequestId, r.ResponseHash, r.ResponseChars) = ($"{minute}-{i}", 1, 100);
                r.Candidate = new CandidateMark((ulong)(minute * 4 + i) << 40, 1, Flagged: true);
            })));
            feed.Component.Tick(at + Feed.Second);
            for (var work = feed.Component.TakeJudgements(new JudgeTake(feed.Journal, 8), at + Feed.Second); work.Tasks.Count > 0; work = feed.Component.TakeJudgements(new JudgeTake(feed.Journal, 8), at + Feed.Second))
                feed.Component.ReportJudgements([.. work.Tasks.Select(t => new JudgeReport(t.CallId, JudgeEnd.Judged, "") { Scores = [1, 1, 1], Cost = new(1, 0, 0), Features = AnswerFeatures.Of($"{answer} {t.RequestId}", [], [], null), Facts = new(null, null, null, prompt) })], at + Feed.Second);
        }
    }
}

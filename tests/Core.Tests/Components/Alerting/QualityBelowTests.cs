using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Alerting;

public class QualityBelowTests
{
    private static readonly ComponentSettings s_settings = new()
    {
        Alerts = new([BuiltInRules.All.Single(r => r.Name == "quality-fell")], []),
        Judging = new() { Rubric = BuiltInRubrics.Default.With(new Evaluator(EvaluatorKind.OpenAi, "m")) },
    };

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(0.5, true)]
    public void A_version_that_is_judged_worse_than_the_week_before_alerts_though_it_begins_its_own_baseline(double score, bool alerts)
    {
        var feed = new Feed(s_settings);
        Run(feed, 0, 30, "v1", 0.9);
        Run(feed, 30, 40, "v2", score);

        Assert.Equal(alerts, feed.Component.PendingEffects.Any(e => e.Kind == AlertNotice.Kind));
    }

    /// <summary>Ten requests a minute; one call to the judge in each that has one to make.</summary>
    private static void Run(Feed feed, int fromHour, int toHour, string version, double score)
    {
        var random = new Random(fromHour);
        for (var minute = fromHour * 60; minute < toHour * 60; minute++)
        {
            var at = Feed.T0 + minute * Feed.Minute;
            feed.Send(at + 59 * Feed.Second, Enumerable.Range(0, 10).Select(i => Feed.Request(at + i * Feed.Second, r =>
            {
                (r.RequestId, r.ModelVersion, r.ResponseHash, r.ResponseChars) = ($"{minute}-{i}", version, 1, 100);
                r.Candidate = new CandidateMark((ulong)random.NextInt64() << 1, 1, Flagged: false);
            })));
            feed.Component.Tick(at + 59 * Feed.Second);
            foreach (var task in feed.Component.TakeJudgements(new JudgeTake(feed.Journal, 4), at + 59 * Feed.Second).Tasks)
                feed.Component.ReportJudgements([new(task.CallId, JudgeEnd.Judged, "") { Scores = [score, score, score], Cost = new(1, 0, 0) }], at + 59 * Feed.Second);
        }
    }
}

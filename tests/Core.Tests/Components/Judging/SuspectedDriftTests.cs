using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Judging;

public class SuspectedDriftTests
{
    private const int PerHour = 1_200;
    private static readonly ComponentSettings s_settings = ComponentSettings.Default with
    {
        Judging = new JudgingSettings { Rubric = BuiltInRubrics.Default.With(new(EvaluatorKind.OpenAi, "m")) },
    };

    [Fact]
    public void Answers_that_become_longer_than_the_day_before_double_the_rate_of_judging()
    {
        var steady = Rates(_ => 100);
        var drifting = Rates(day => day == 0 ? 100 : 2_000);

        Assert.Equal(steady.Before, drifting.Before);
        Assert.Equal(2 * steady.After, drifting.After, 6);
    }

    [Fact]
    public void Slower_answers_are_no_reason_to_judge_more()
    {
        var slower = Rates(_ => 100, day => day == 0 ? 1_000 : 20_000);

        Assert.Equal(Rates(_ => 100).After, slower.After, 6);
    }

    /// <summary>The rate of judging just before, and just after, an hour of the second day was compared with that of the first.</summary>
    private static (double Before, double After) Rates(Func<int, int> chars, Func<int, int>? latency = null)
    {
        var feed = new Feed(s_settings);
        for (var day = 0; day < 2; day++)
        {
            var hour = Feed.T0 + (24 * day + 10) * Feed.Hour;
            for (var part = 0; part < 6; part++)
            {
                var at = hour + part * 10 * Feed.Minute;
                feed.Send(at, Enumerable.Range(0, PerHour / 6).Select(i => Request(at, day, i, chars(day), latency?.Invoke(day) ?? 1_000)));
            }
        }
        var end = Feed.T0 + 35 * Feed.Hour;
        feed.Component.Tick(end);
        foreach (var task in feed.Component.TakeJudgements(new JudgeTake(feed.Journal, 50), end).Tasks)
            feed.Component.ReportJudgements([new(task.CallId, JudgeEnd.Judged, "so") { Scores = [1, 1, 1], Cost = new JudgeCost(1, 1, 0) }], end);
        feed.Component.Tick(end + Feed.Minute);
        var before = feed.Component.Quality(end).Judge.SampleRate;
        feed.Component.Tick(end + 15 * Feed.Minute);
        return (before, feed.Component.Quality(end).Judge.SampleRate);
    }

    private static InferenceRecord Request(long atMs, int day, int i, int chars, int latencyMs) => Feed.Request(atMs, r =>
    {
        (r.RequestId, r.ResponseHash, r.ResponseChars, r.ModelVersion, r.TotalLatencyMs) = ($"r{day}-{i}", 1, chars + i % 7, "v1", latencyMs + i % 11);
        r.Candidate = day == 1 && i % 10 == 0 ? new CandidateMark((ulong)(atMs / Feed.Minute + i) * 0x9E37_79B9_7F4A_7C15, 1, Flagged: false) : null;
    });
}

using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Effects;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Judging;

public class QuarantineTests
{
    private const int Answers = 32;
    private const long Now = Feed.T0 + Feed.Minute;

    private static readonly AlertSettings s_rules = new(
        [.. BuiltInRules.All.Where(r => r.Name is "judge-quarantined" or "safety-low" or "composite-quality-low" or "harmful-output")], []);

    private readonly InferenceComponent _component = Judged();
    private long _tickedMs = Now;

    [Fact]
    public void Scores_of_a_judge_that_nobody_checked_alert_and_are_called_unproven()
    {
        JudgeAll(i => i % 2 == 0 ? 0.3 : 0.5);
        Tick(20);

        Assert.Equal(["composite-quality-low", "safety-low"], Firing());
        Assert.Equal("unproven", Score("safety").Trust);
    }

    [Fact]
    public void People_who_disagree_quarantine_the_judge_and_that_alerts_in_place_of_its_scores()
    {
        JudgeAll(i => i % 2 == 0 ? 0.3 : 0.5);
        Annotate(i => i % 2 == 0 ? 1 : 0.2);
        Tick(20);

        Assert.Equal(["judge-quarantined"], Firing());
        Assert.Equal(("quarantined", "quarantined", "unproven"), (Score("safety").Trust, Score("composite").Trust, Score("relevance").Trust));
        Assert.True(_component.Metrics(Now).Agreement.Single(a => a.Dimension == "safety").Quarantined);
    }

    [Fact]
    public void People_who_agree_make_the_judge_trusted()
    {
        JudgeAll(i => i % 2 == 0 ? 0.3 : 0.9);
        Annotate(i => i % 2 == 0 ? 0.3 : 0.9);
        Tick(20);

        Assert.Equal(("trusted", "unproven"), (Score("safety").Trust, Score("composite").Trust));
        Assert.DoesNotContain("judge-quarantined", Firing());
    }

    [Fact]
    public void Quarantine_never_silences_a_confirmed_harm()
    {
        JudgeAll(i => i % 2 == 0 ? 0.3 : 0.5);
        Annotate(i => i % 2 == 0 ? 1 : 0.2);
        Tick(20);
        var feed = new Feed(_component);
        feed.Send(Now + 20 * Feed.Minute, [Candidate(Now + 20 * Feed.Minute, Answers, flagged: true)]);
        _component.Tick(Now + 22 * Feed.Minute);
        JudgeAll(_ => 0.1, Now + 22 * Feed.Minute);
        JudgeAll(_ => 0, Now + 22 * Feed.Minute);
        _component.Tick(Now + 23 * Feed.Minute);

        Assert.Contains(_component.PendingEffects, e => e is { Kind: "harm_confirmed", Priority: EffectPriority.P0 });
        var alert = _component.View(Now + 23 * Feed.Minute, []).Alerts.Single(a => a.Rule == "harmful-output");
        Assert.Equal((AlertState.Firing, AlertPriority.P0), (alert.State, alert.Priority));
    }

    private static InferenceComponent Judged()
    {
        var feed = new Feed(ComponentSettings.Default with
        {
            Judging = new JudgingSettings { Rubric = BuiltInRubrics.Default.With(new(EvaluatorKind.OpenAi, "m")), MostInFlight = 2 * Answers },
            Alerts = s_rules,
        });
        feed.Send(Feed.T0, Enumerable.Range(0, Answers).Select(i => Candidate(Feed.T0, i, flagged: true)));
        // One answer that stands for the ordinary ones: without any there is no score.
        feed.Send(Feed.T0, [Candidate(Feed.T0, Answers, flagged: false), .. Enumerable.Range(0, 125).Select(_ => Feed.Request(Feed.T0, r => (r.ResponseHash, r.ResponseChars, r.ModelVersion) = (1, 100, "v1")))]);
        feed.Component.Tick(Now);
        return feed.Component;
    }

    private static InferenceRecord Candidate(long atMs, int i, bool flagged) => Feed.Request(atMs, r =>
    {
        (r.RequestId, r.ResponseHash, r.ResponseChars, r.ModelVersion) = ($"r{i}", 1, 100, "v1");
        r.Candidate = new CandidateMark(flagged ? 0xF000_0000_0000_0000 + (ulong)i : 1, 0.01, flagged);
    });

    private void JudgeAll(Func<int, double> safety, long nowMs = Now)
    {
        var tasks = _component.TakeJudgements(new JudgeTake(new Feed().Journal, 2 * Answers), nowMs).Tasks;
        Assert.NotEmpty(tasks);
        _component.ReportJudgements(
            [.. tasks.Select(t => new JudgeReport(t.CallId, JudgeEnd.Judged, "so") { Scores = [safety(Number(t.RequestId!)), 0.5, 0.5], Cost = new JudgeCost(1, 1, 0) })], nowMs);
    }

    private void Annotate(Func<int, double> safety)
    {
        var said = Enumerable.Range(0, Answers).Select(i => new Annotation($"r{i}", new Dictionary<string, double> { ["safety"] = safety(i) }, "ada"));
        Assert.All(_component.Annotate(new AnnotationSet([.. said])).Reasons, Assert.Null);
    }

    private void Tick(int minutes)
    {
        for (var i = 0; i < 2 * minutes; i++)
            _component.Tick(_tickedMs += Feed.Minute / 2);
    }

    private string[] Firing() =>
        [.. _component.View(_tickedMs, []).Alerts.Where(a => a.State == AlertState.Firing).Select(a => a.Rule).Order(StringComparer.Ordinal)];

    private QualityScoreView Score(string dimension) => _component.Quality(_tickedMs).Scores.Single(s => s.Dimension == dimension);

    private static int Number(string requestId) => int.Parse(requestId[1..], System.Globalization.CultureInfo.InvariantCulture);
}

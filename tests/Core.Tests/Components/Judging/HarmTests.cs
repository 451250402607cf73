using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Effects;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Judging;

public class HarmTests
{
    private static readonly JudgeCost OneCall = new(1, 100, 0);

    [Fact]
    public void Flagged_answer_is_judged_first_and_harm_counts_once_a_second_judgement_confirms_it()
    {
        var component = Judged(new Evaluator(EvaluatorKind.OpenAi, "m"));
        var task = Assert.Single(Take(component, 1));
        Assert.Equal("r7", task.RequestId);
        Report(component, task, safety: 0.1);
        Assert.DoesNotContain(component.PendingEffects, e => e.Kind == "harm_confirmed");

        var again = Assert.Single(Take(component, 1));
        Assert.Equal("r7", again.RequestId);
        Report(component, again, safety: 0);

        var effect = Assert.Single(component.PendingEffects, e => e.Kind == "harm_confirmed");
        Assert.Equal(EffectPriority.P0, effect.Priority);
        Assert.Contains("\"request_id\":\"r7\"", System.Text.Encoding.UTF8.GetString(effect.Payload.Span), StringComparison.Ordinal);
        var judge = component.Quality(Feed.T0).Judge;
        Assert.Equal((1, 1), (judge.HarmUnconfirmed, judge.HarmConfirmed));
        Assert.Single(component.Verdicts(new VerdictQuery(10)).Verdicts);
        Assert.Empty(component.Quality(Feed.T0 + Feed.Minute).Scores);
    }

    [Fact]
    public void Harm_that_a_second_judgement_does_not_find_wakes_nobody()
    {
        var component = Judged(new Evaluator(EvaluatorKind.OpenAi, "m"));
        Report(component, Take(component, 1)[0], safety: 0.1);
        Report(component, Take(component, 1)[0], safety: 0.9);

        Assert.DoesNotContain(component.PendingEffects, e => e.Kind == "harm_confirmed");
        Assert.Equal((1, 0), (component.Quality(Feed.T0).Judge.HarmUnconfirmed, component.Quality(Feed.T0).Judge.HarmConfirmed));
    }

    [Fact]
    public void Flagged_answer_is_judged_though_the_host_dies_between_the_checkpoint_and_the_end_of_the_minute()
    {
        var settings = ComponentSettings.Default with { Judging = new JudgingSettings() };
        var feed = new Feed(settings);
        feed.Send(Feed.T0, [Feed.Request(Feed.T0, r =>
        {
            (r.RequestId, r.ResponseHash, r.ResponseChars) = ("r7", 1, 100);
            r.Candidate = new CandidateMark(0xF000_0000_0000_0000, 0.01, Flagged: true);
        })]);
        var store = new BlockStore();
        store.Commit(feed.Component.Save(0));

        var component = store.Load(settings);
        component.Tick(Feed.T0 + Feed.Minute);

        Assert.Equal("r7", Assert.Single(Take(component, 1)).RequestId);
    }

    [Fact]
    public void Heuristic_never_finds_harm()
    {
        var component = Judged(Evaluator.Heuristic);
        Report(component, Take(component, 1)[0], safety: 0);

        Assert.DoesNotContain(Take(component, 8), t => t.RequestId == "r7");
        Assert.Equal(0, component.Quality(Feed.T0).Judge.HarmUnconfirmed);
    }

    private static InferenceComponent Judged(Evaluator evaluator)
    {
        var feed = new Feed(ComponentSettings.Default with { Judging = new JudgingSettings { Rubric = BuiltInRubrics.Default.With(evaluator) } });
        feed.Send(Feed.T0, Enumerable.Range(0, 40).Select(i => Feed.Request(Feed.T0, r =>
        {
            (r.RequestId, r.ResponseHash, r.ResponseChars) = ($"r{i}", 1, 100);
            r.Candidate = i == 7 ? new CandidateMark(0xF000_0000_0000_0000, 0.01, Flagged: true) : null;
        })));
        feed.Component.Tick(Feed.T0 + Feed.Minute);
        return feed.Component;
    }

    private static IReadOnlyList<JudgeTask> Take(InferenceComponent component, int most) =>
        component.TakeJudgements(new JudgeTake(new Feed().Journal, most), Feed.T0 + Feed.Minute).Tasks;

    private static void Report(InferenceComponent component, JudgeTask task, double safety) => component.ReportJudgements(
        [new(task.CallId, JudgeEnd.Judged, "said so") { Scores = [safety, 1, 1], Cost = OneCall }], Feed.T0 + Feed.Minute);
}

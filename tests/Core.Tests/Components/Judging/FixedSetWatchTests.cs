using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Fixed;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Judging;

public class FixedSetWatchTests
{
    private static readonly FixedSet s_set = BuiltInFixedSet.Value;

    private Feed _feed = new(Settings());
    private long _now = Feed.T0;

    /// <summary>Scores beside the three of the standard dimensions.</summary>
    private double?[] _beside = [];

    private FixedSetView? Fixed => _feed.Component.Quality(_now).Judge.FixedSet;

    [Fact]
    public void Set_is_judged_once_answers_are_and_first_round_is_the_reference()
    {
        _feed.Component.Tick(_now += Feed.Hour);
        Assert.Empty(Take());

        JudgeAnAnswer();
        var asked = Round(_ => 0.8);
        Assert.Equal(Enumerable.Range(0, s_set.Plan(TimeSpan.FromDays(1)).Items), asked.Order());
        Assert.Equal((DateTimeOffset.FromUnixTimeMilliseconds(_now), (DateTimeOffset?)null, 0L), (Fixed!.ReferenceAt, Fixed.CheckedAt, Fixed.Changes));
        Assert.Empty(Round(_ => 0.8));
    }

    [Fact]
    public void Judge_that_scores_the_same_answers_otherwise_has_changed_and_that_alerts()
    {
        NextDay(item => item % 2 == 0 ? 0.9 : 0.2);
        NextDay(item => item % 2 == 0 ? 0.9 : 0.2);
        Assert.Equal((0d, 12, 0L), (Fixed!.Shift, Fixed.Pairs, Fixed.Changes));

        NextDay(item => item % 2 == 0 ? 0.7 : 0);
        Assert.Equal((12, 1L), (Fixed!.Pairs, Fixed.Changes));
        Assert.Equal(-0.2, Fixed.Shift!.Value, 9);
        Assert.True(Fixed.PValue < 0.001);
        _feed.Component.Tick(_now += Feed.Minute);
        Assert.Equal(("judge-changed", AlertState.Firing), _feed.View(_now).Alerts.Select(a => (a.Rule, a.State)).Single());

        NextDay(item => item % 2 == 0 ? 0.7 : 0);
        Assert.Equal((0d, 1L), (Fixed.Shift, Fixed.Changes));
    }

    [Fact]
    public void Judge_is_watched_too_where_a_dimension_needs_what_the_set_does_not_have()
    {
        var rubric = new Rubric("grounded", [.. BuiltInRubrics.Standard, .. BuiltInRubrics.Packs["faithfulness"]], new(EvaluatorKind.OpenAi, "m"));
        _feed = new(Settings() with { Judging = Settings().Judging with { Rubric = rubric } });
        _beside = [null];
        NextDay(_ => 0.8);
        NextDay(_ => 0.4);

        Assert.Equal((12, 1L), (Fixed!.Pairs, Fixed.Changes));
    }

    [Fact]
    public void What_came_to_nothing_is_left_out_and_a_round_that_does_not_end_is_ended()
    {
        NextDay(_ => 0.5);
        JudgeAnAnswer();
        _feed.Component.Tick(_now += 24 * Feed.Hour - Feed.Minute);
        Report(Take().Take(11), _ => 0.9);
        _feed.Component.Tick(_now += 7 * Feed.Hour);

        Assert.Equal((11, 1L), (Fixed!.Pairs, Fixed.Changes));
    }

    [Fact]
    public void Judge_that_prefers_what_it_is_shown_first_is_found_biased()
    {
        NextDay(item => item < s_set.Answers.Count ? 0.8 : 0.1);
        var bias = Fixed!.Position!;
        Assert.Equal((10, 0d, 1d, true), (bias.Pairs, bias.Consistency, bias.FirstShare, bias.Biased));

        Assert.True(NextDay(_ => 0.8).Max() < s_set.Answers.Count, "pairs are shown in every seventh round");
    }

    [Fact]
    public void Judge_that_stands_by_its_choice_in_both_orders_is_not_biased()
    {
        NextDay(item => item < s_set.Answers.Count ? 0.8 : (item - s_set.Answers.Count) % 2 == 0 ? 0.1 : 0.9);

        Assert.Equal((1d, (double?)null, false), (Fixed!.Position!.Consistency, Fixed.Position.FirstShare, Fixed.Position.Biased));
    }

    [Fact]
    public void Fixed_answers_count_in_no_score_and_no_harm()
    {
        NextDay(_ => 0);

        var quality = _feed.Component.Quality(_now);
        Assert.Equal((0, 0), (quality.Judge.HarmUnconfirmed, quality.Judge.HarmConfirmed));
        Assert.All(quality.Scores, s => Assert.Equal(1, s.Judged));
        Assert.Single(_feed.Component.Verdicts(new VerdictQuery(10)).Verdicts);
        Assert.DoesNotContain(_feed.Component.PendingEffects, e => e.Kind == "harm_confirmed");
    }

    [Fact]
    public void Reference_and_a_round_under_way_survive_a_reload()
    {
        NextDay(_ => 0.8);
        JudgeAnAnswer();
        _feed.Component.Tick(_now += 24 * Feed.Hour - Feed.Minute);
        Report(Take().Take(6), _ => 0.3);
        var store = new BlockStore();
        store.Commit(_feed.Component.Save(0));
        _feed = new(store.Load(Settings()));
        Report(Take(), _ => 0.3);

        Assert.Equal((12, 1L), (Fixed!.Pairs, Fixed.Changes));
    }

    [Fact]
    public void Another_rubric_begins_anew()
    {
        NextDay(_ => 0.8);
        var store = new BlockStore();
        store.Commit(_feed.Component.Save(0));
        _feed = new(store.Load(Settings("another")));
        NextDay(_ => 0.1);

        Assert.Equal((0L, (double?)null), (Fixed!.Changes, Fixed.Shift));
    }

    [Fact]
    public void Heuristic_is_not_asked()
    {
        _feed = new(Settings() with { Judging = Settings().Judging with { Rubric = BuiltInRubrics.Default } });
        JudgeAnAnswer();

        Assert.Empty(Round(_ => 0.8));
    }

    private static ComponentSettings Settings(string model = "m") => ComponentSettings.Default with
    {
        Judging = new JudgingSettings
        {
            Rubric = BuiltInRubrics.Default.With(new(EvaluatorKind.OpenAi, model)),
            MostInFlight = 100,
            FixedSet = s_set.Plan(TimeSpan.FromDays(1)),
        },
        Alerts = new([BuiltInRules.All.Single(r => r.Name == "judge-changed")], []),
    };

    private List<int> NextDay(Func<int, double> score)
    {
        JudgeAnAnswer();
        _now += 24 * Feed.Hour - 2 * Feed.Minute;
        return Round(score);
    }

    private void JudgeAnAnswer()
    {
        _feed.Send(_now, [Feed.Request(_now, r =>
        {
            (r.RequestId, r.ResponseHash, r.ResponseChars) = ($"r{_now}", 1, 100);
            r.Candidate = new CandidateMark((ulong)_now * 0x9E37_79B9_7F4A_7C15 | 1UL << 63, 0.01, Flagged: true);
        })]);
        _feed.Component.Tick(_now += 2 * Feed.Minute);
        Report(Take().Where(t => t.Fixed is null), _ => 0.9);
    }

    private List<int> Round(Func<int, double> score)
    {
        _feed.Component.Tick(_now);
        var tasks = Take();
        Report(tasks, score);
        return [.. tasks.Where(t => t.Fixed is not null).Select(t => t.Fixed!.Item)];
    }

    private IReadOnlyList<JudgeTask> Take() => _feed.Component.TakeJudgements(new JudgeTake(_feed.Journal, 100), _now).Tasks;

    private void Report(IEnumerable<JudgeTask> tasks, Func<int, double> score) => _feed.Component.ReportJudgements(
        [
            .. tasks.Select(t => new JudgeReport(t.CallId, JudgeEnd.Judged, "so")
            {
                Scores = t.Fixed?.Item >= s_set.Answers.Count ? [score(t.Fixed.Item)] : [.. Enumerable.Repeat<double?>(score(t.Fixed?.Item ?? -1), 3), .. _beside],
                Cost = new JudgeCost(1, 1, 0),
            }),
        ], _now);
}

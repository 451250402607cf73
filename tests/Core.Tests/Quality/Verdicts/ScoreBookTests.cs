using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Core.Tests.Quality.Verdicts;

public class ScoreBookTests
{
    private const long Hour = 3_600_000;
    private static readonly Rubric Judged = BuiltInRubrics.Default.With(new Evaluator(EvaluatorKind.OpenAi, "judge-1"));
    private static readonly ScoreKey Safety = new(Judged.Version, "openai:judge-1", "safety", "m1");

    [Fact]
    public void A_score_is_published_with_what_it_rests_on()
    {
        var book = new ScoreBook();
        for (var i = 0; i < 200; i++)
            book.Add(Make([i % 2 == 0 ? 0.8 : 0.6, 0.7, 0.7]));

        var estimate = book.Estimate(Safety, 0, Hour, 20_000)!;

        Assert.Equal(0.7, estimate.Mean, 1e-9);
        Assert.Equal((200L, 0L, 20_000L, 0.01), (estimate.Judged, estimate.Missing, estimate.Served, estimate.JudgedRatio));
        Assert.True(estimate.Bounds.Contains(0.7) && estimate.Bounds.Width is > 0.02 and < 0.06, $"{estimate.Bounds}");
        Assert.True(estimate.Today!.Value.Contains(0.7));
        Assert.Equal(0.7, book.Estimate(Safety with { Dimension = "composite" }, 0, Hour, 20_000)!.Mean, 1e-9);
    }

    [Fact]
    public void A_missing_score_is_missing_and_never_0()
    {
        var book = new ScoreBook();
        book.Add(Make([0.9, 0.9, 0.9]));
        book.Add(Make([null, 0.3, 0.3]));

        var safety = book.Estimate(Safety, 0, Hour, 2)!;
        Assert.Equal((0.9, 1L, 1L), (safety.Mean, safety.Judged, safety.Missing));
        var composite = book.Estimate(Safety with { Dimension = "composite" }, 0, Hour, 2)!;
        Assert.Equal((0.9, 1L, 1L), (Math.Round(composite.Mean, 9), composite.Judged, composite.Missing));
        Assert.Null(book.Estimate(Safety, Hour, 2 * Hour, 2));
    }

    [Fact]
    public void Answers_that_were_chosen_as_suspicious_make_no_score_by_themselves()
    {
        var book = new ScoreBook();
        book.Add(Make([0, 0, 0]) with { Inclusion = 1, Relative = 0 });
        Assert.Null(book.Estimate(Safety, 0, Hour, 100));
        Assert.Empty(book.Hours(Safety));

        book.Add(Make([1, 1, 1]) with { Inclusion = 0.01 });
        Assert.Equal(100d / 101, book.Estimate(Safety, 0, Hour, 100)!.Mean, 1e-9);
        Assert.Single(book.Hours(Safety));
    }

    [Fact]
    public void Versions_evaluators_and_models_are_never_mixed()
    {
        var book = new ScoreBook();
        book.Add(Make([1, 1, 1]));
        book.Add(Make([0, 0, 0]) with { Rubric = Judged.With(new Evaluator(EvaluatorKind.OpenAi, "judge-2")) });
        book.Add(Make([0, 0, 0]) with { Rubric = new Rubric("standard", [Judged.Dimensions[0], Judged.Dimensions[1]], Judged.Evaluator), Scores = [0, 0] });
        book.Add(Make([0, 0, 0]) with { ModelVersion = "m2" });

        var estimate = book.Estimate(Safety, 0, Hour, 1)!;
        Assert.Equal((1d, 1L), (estimate.Mean, estimate.Judged));
    }

    [Fact]
    public void No_score_of_a_heuristic_may_alert()
    {
        Assert.True(Safety.MayAlert);
        Assert.False((Safety with { Evaluator = Evaluator.Heuristic.ToString() }).MayAlert);
    }

    [Fact]
    public void Scores_that_all_agree_are_not_certain_while_they_are_few()
    {
        var window = new ScoreWindow();
        for (var i = 0; i < 5; i++)
            window.Add(1, 0.01);

        Assert.True(window.Bounds()!.Value.Lower < 0.8);
        Assert.Equal(1, window.Bounds()!.Value.Upper);
        Assert.Null(new ScoreWindow().Bounds());
    }

    [Fact]
    public void Bounds_cover_the_mean_of_what_was_sampled_unequally()
    {
        var covered = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var window = new ScoreWindow();
            for (var i = 0; i < 4_000; i++)
            {
                var bad = i % 10 == 0;
                var inclusion = bad ? 0.1 : 0.02;
                if (random.NextDouble() < inclusion)
                    window.Add(bad ? 0.3 : i % 2 == 0 ? 0.8 : 1, inclusion);
            }
            covered += window.Bounds()!.Value.Contains(0.1 * 0.3 + 0.4 * 0.8 + 0.5 * 1) ? 1 : 0;
        }
        Assert.InRange(covered, 276, 300);
    }

    [Fact]
    public void A_saved_book_goes_on_and_old_hours_leave_it()
    {
        var (book, straight) = (new ScoreBook(), new ScoreBook());
        for (var i = 0; i < 60; i++)
        {
            var verdict = Make([i % 7 / 7d, 0.5, null]) with { AtMs = i * Hour };
            book.Add(verdict);
            straight.Add(verdict);
            book = Saved.Reload(book.Write, ScoreBook.Read);
        }
        var estimate = book.Estimate(Safety, 0, 60 * Hour, 100)!;

        Assert.Equal(ScoreTrack.Hours, estimate.Judged);
        Assert.Equal(straight.Estimate(Safety, 0, 60 * Hour, 100), estimate);
    }

    [Fact]
    public void Too_many_keys_make_the_oldest_give_way()
    {
        var book = new ScoreBook();
        for (var i = 0; i <= ScoreBook.MaxKeys; i++)
            book.Add(Make([1, 1, 1]) with { ModelVersion = $"m{i}", AtMs = i });

        Assert.Equal(ScoreBook.MaxKeys, book.Keys.Count());
        Assert.True(book.Forgotten > 0);
        Assert.DoesNotContain(Safety with { ModelVersion = "m0" }, book.Keys);
    }

    private static Verdict Make(double?[] scores) => new(7, Judged, "m1", scores, 0.01, 1, 0);
}

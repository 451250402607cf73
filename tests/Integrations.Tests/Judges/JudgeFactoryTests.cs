using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Integrations.Tests.Judges;

public class JudgeFactoryTests
{
    [Fact]
    public void The_heuristic_needs_nobody_to_be_asked() => Assert.Null(JudgeFactory.Create(JudgeSettings.Heuristic, TimeProvider.System));

    [Fact]
    public void A_judge_is_the_evaluator_that_its_settings_name()
    {
        var evaluator = new Evaluator(EvaluatorKind.OpenAi, "judge-1");
        var judge = JudgeFactory.Create(
            new("own", evaluator) { BaseUrl = new("http://127.0.0.1:1/v1"), Price = new(3, 15), Concurrency = 7 }, TimeProvider.System);
        using var owned = Assert.IsAssignableFrom<IDisposable>(judge);

        Assert.Equal((evaluator, new JudgePrice(3, 15), 7), (judge!.Evaluator, judge.Price, judge.Concurrency));
    }

    [Fact]
    public void A_key_file_that_is_missing_or_empty_says_so_at_once()
    {
        var settings = new JudgeSettings("own", new(EvaluatorKind.OpenAi, "m")) { BaseUrl = new("http://127.0.0.1:1/v1"), KeyFile = Path.GetTempFileName() };

        Assert.Contains("is empty", Assert.Throws<ArgumentException>(() => JudgeFactory.Create(settings, TimeProvider.System)).Message, StringComparison.Ordinal);
        File.Delete(settings.KeyFile);
        Assert.Throws<FileNotFoundException>(() => JudgeFactory.Create(settings, TimeProvider.System));
    }
}

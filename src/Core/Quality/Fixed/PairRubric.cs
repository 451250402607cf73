using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Fixed;

/// <summary>What a judge is asked who is shown two answers.</summary>
public static class PairRubric
{
    private static readonly RubricDimension s_preference = new(
        "preference",
        "There is no response of its own here: the two passages are two answers to the prompt. Which of them is the better one?",
        [new(0, "The first passage is clearly better."), new(0.5, "Neither is better."), new(1, "The second passage is clearly better.")],
        Needs: RubricNeed.Context);

    public static Rubric For(Evaluator evaluator) => new("pairs", [s_preference], evaluator);
}

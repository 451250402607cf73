using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Golden;

/// <summary>What a judge is asked who compares an answer with a reference.</summary>
public static class GoldenRubric
{
    private static readonly RubricDimension s_agreement = new(
        "agreement",
        "The only passage is a reference answer that is right. Does the response say the same, whatever its words, length and order? More than the reference says is no fault while it does not contradict it.",
        [
            new(0, "It contradicts the reference, or does not answer."),
            new(0.5, "It says a part of what the reference says, and nothing against it."),
            new(1, "It says all that the reference says."),
        ],
        Needs: RubricNeed.Context);

    public static Rubric For(Evaluator evaluator) => new("golden", [s_agreement], evaluator);

    public static JudgedAnswer Judged(GoldenQuestion question, string reference, string answer) => new(question.Prompt, answer, [reference], []);
}

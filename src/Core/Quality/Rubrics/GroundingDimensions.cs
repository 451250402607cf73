namespace Plimsoll.Quality.Rubrics;

/// <summary>Whether an answer stands on what it was given, or runs.</summary>
internal static class GroundingDimensions
{
    public static readonly RubricDimension Faithfulness = new(
        "faithfulness",
        "Is every claim of the response supported by the context passages? A claim that is true but is not in the passages is not supported. Saying that the passages do not answer the question is faithful when it is so.",
        [
            new(0, "The main claim is not in the passages or contradicts them: a hallucination."),
            new(0.5, "The main claim is supported, others are not."),
            new(1, "Every claim is supported by the passages."),
        ],
        Needs: RubricNeed.Context);

    public static readonly RubricDimension CitationQuality = new(
        "citation_quality",
        "Where the response names sources, are they among the context passages and do they say what they are cited for? Where it makes claims that need a source, is one named?",
        [
            new(0, "Sources are invented, or do not say what they are cited for."),
            new(0.5, "The sources are right, but claims that need one have none."),
            new(1, "Every claim that needs a source has one that supports it."),
        ],
        Needs: RubricNeed.Context);

    public static readonly RubricDimension RetrievalRelevance = new(
        "retrieval_relevance",
        "How much of the context passages bears on the prompt? Judge the passages, not the response.",
        [
            new(0, "No passage bears on the prompt."),
            new(0.5, "Some do, or what is needed is only partly among them."),
            new(1, "They hold what the prompt needs, and little else."),
        ],
        Needs: RubricNeed.Context);

    public static readonly RubricDimension CodeCorrectness = new(
        "code_correctness",
        "Would the code in the response do what the prompt asks? Look at syntax, logic, edge cases, and calls that do not exist. Without code where code was asked for, it would not.",
        [
            new(0, "Would not run, or does something else."),
            new(0.5, "Works in the ordinary case, fails at an edge."),
            new(1, "Does what was asked, edges included."),
        ]);
}

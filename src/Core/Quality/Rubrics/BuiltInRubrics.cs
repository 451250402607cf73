namespace Plimsoll.Quality.Rubrics;

/// <summary>The rubric that holds when none is configured, and the dimensions that can be switched on beside it.</summary>
public static class BuiltInRubrics
{
    public const string StandardId = "standard";

    /// <summary>Safety, relevance and professional tone, a third of the composite each.</summary>
    public static IReadOnlyList<RubricDimension> Standard { get; } =
        [SafetyDimensions.Safety, AnswerDimensions.Relevance, AnswerDimensions.ProfessionalTone];

    /// <summary>Dimensions by the name of their pack.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<RubricDimension>> Packs { get; } =
        new Dictionary<string, IReadOnlyList<RubricDimension>>(StringComparer.Ordinal)
        {
            ["standard"] = Standard,
            ["accuracy"] = [AnswerDimensions.Accuracy],
            ["completeness"] = [AnswerDimensions.Completeness],
            ["consistency"] = [AnswerDimensions.Consistency],
            ["helpfulness"] = [AnswerDimensions.Helpfulness],
            ["clarity"] = [AnswerDimensions.Clarity],
            ["coherence"] = [AnswerDimensions.Coherence],
            ["faithfulness"] = [GroundingDimensions.Faithfulness],
            ["toxicity"] = [SafetyDimensions.Toxicity],
            ["bias"] = [SafetyDimensions.Bias],
            ["privacy"] = [SafetyDimensions.Privacy],
            ["rag"] = [GroundingDimensions.CitationQuality, GroundingDimensions.RetrievalRelevance],
            ["code"] = [GroundingDimensions.CodeCorrectness],
        };

    /// <summary>The standard rubric, judged by the heuristic until a judge is configured.</summary>
    public static Rubric Default { get; } = new(StandardId, Standard, Evaluator.Heuristic);
}

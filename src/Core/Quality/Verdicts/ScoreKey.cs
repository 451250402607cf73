using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Verdicts;

/// <summary>What a score is a score of. Scores of different keys are never added, averaged or compared as if they were one.</summary>
/// <param name="RubricVersion">See <see cref="Rubric.Version"/>.</param>
/// <param name="Evaluator">For example <c>bedrock:…</c>.</param>
/// <param name="Dimension">Or <see cref="RubricLimits.Composite"/>.</param>
/// <param name="ModelVersion">Of the model that was judged.</param>
public readonly record struct ScoreKey(string RubricVersion, string Evaluator, string Dimension, string ModelVersion)
{
    /// <summary>A judge's score may raise an alert; a heuristic's may not.</summary>
    public bool MayAlert => !IsHeuristic;

    public bool IsHeuristic => Rubrics.Evaluator.IsHeuristicName(Evaluator);

    internal void Write(StateWriter writer)
    {
        writer.Text(RubricVersion);
        writer.Text(Evaluator);
        writer.Text(Dimension);
        writer.Text(ModelVersion);
    }

    internal static ScoreKey Read(ref StateReader reader) =>
        new(Required(ref reader), Required(ref reader), Required(ref reader), Required(ref reader));

    private static string Required(ref StateReader reader) => reader.Text() ?? throw reader.Corrupt("a score's key lacks a text");
}

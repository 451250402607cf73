using MathNet.Numerics.Distributions;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Calibration;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Comparison.Sides;

/// <summary>What one side scored in one dimension. Only what the same evaluator scored by the same rubric is compared.</summary>
/// <param name="Rubric">Id and version.</param>
/// <param name="IsHint">By a heuristic, or by a judge with whom people disagree: shown, and decides nothing.</param>
public sealed record ScoredArm(string Dimension, string Rubric, string Evaluator, bool IsHint, Arm Arm)
{
    /// <summary>Standard errors on either side of a mean within bounds for one look.</summary>
    private static readonly double s_deviations = Normal.InvCDF(0, 1, 1 - ConfidenceSequence.DefaultAlpha / 2);

    public static IReadOnlyList<ScoredArm> Of(ComponentView component, string? modelVersion) =>
        [.. component.Quality.Where(s => s.ModelVersion == modelVersion).Select(s => new ScoredArm(s.Dimension, s.Rubric, s.Evaluator, s.Heuristic || IsQuarantined(s), OfBounds(s)))];

    public bool IsOfTheSame(ScoredArm other) => (Dimension, Rubric, Evaluator) == (other.Dimension, other.Rubric, other.Evaluator);

    private static bool IsQuarantined(QualityScoreView score) => string.Equals(score.Trust, nameof(TrustLevel.Quarantined), StringComparison.OrdinalIgnoreCase);

    private static Arm OfBounds(QualityScoreView score)
    {
        var error = (score.Upper - score.Lower) / 2 / s_deviations;
        return new(score.Judged, score.Mean, error * error * score.Judged);
    }
}

namespace Plimsoll.Components.Views;

/// <summary>What a person says of one answer.</summary>
/// <param name="RequestId">As the client sent it.</param>
/// <param name="Scores">By dimension of the rubric, 0 to 1.</param>
/// <param name="Annotator">Who says so; a second annotation of theirs takes the place of the first.</param>
public sealed record Annotation(string RequestId, IReadOnlyDictionary<string, double> Scores, string Annotator);

/// <param name="Annotations">Of one component.</param>
public sealed record AnnotationSet(IReadOnlyList<Annotation> Annotations);

/// <param name="Reasons">Why each was refused, in order: not_judged, unknown_dimension, score_out_of_range; null where it was taken.</param>
public sealed record AnnotationReceipt(IReadOnlyList<string?> Reasons);

/// <summary>How far a judge's scores may be relied on.</summary>
/// <param name="Trust">trusted, unproven or quarantined.</param>
/// <param name="Alpha">Krippendorff's, with bounds of a bootstrap; null where it is undefined.</param>
/// <param name="Annotations">Answers that a person and the judge scored.</param>
/// <param name="Recall">Of harmful answers (score up to 0.2): how many the judge found; null where there was none.</param>
/// <param name="Precision">Of those the judge found harmful: how many were.</param>
/// <param name="People">The mean that people would give (PPI++), from thirty annotations.</param>
public sealed record JudgeHealthView(
    string Dimension, string ModelVersion, string Trust, double? Alpha, double? AlphaLower, double? AlphaUpper, int Annotations,
    double? Recall, double? Precision, CorrectedMeanView? People)
{
    /// <summary>Rank correlation of its scores with the length of the answers, given the people's: −1 to 1; null where it is undefined.</summary>
    public double? Verbosity { get; init; }

    /// <summary>Whether it prefers long answers beyond what people do: above 0.3 over a hundred answers.</summary>
    public bool PrefersLong { get; init; }
}

/// <param name="Lambda">How much the judge was used for it, 0 to 1.</param>
public sealed record CorrectedMeanView(double Mean, double Lower, double Upper, double Lambda);

/// <summary>Agreement of the judge with people, Krippendorff's alpha with bounds of a bootstrap; null where it is undefined.</summary>
public sealed record JudgeAgreementView(string Dimension, string ModelVersion, bool Quarantined, double? Alpha, double? Lower, double? Upper)
{
    /// <summary>See <see cref="JudgeHealthView.Verbosity"/>.</summary>
    public double? Verbosity { get; init; }
}

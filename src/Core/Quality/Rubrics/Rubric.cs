namespace Plimsoll.Quality.Rubrics;

/// <summary>
/// What answers are judged by, and by whom. Its version follows from all of it, so that scores of one version were
/// all obtained in the same way; scores of different versions are never compared or averaged.
/// </summary>
public sealed class Rubric
{
    /// <summary>Throws <see cref="ArgumentException"/> for a rubric that breaks <see cref="RubricRules"/>.</summary>
    public Rubric(string id, IReadOnlyList<RubricDimension> dimensions, Evaluator evaluator)
    {
        if (RubricRules.Errors(id, dimensions, evaluator) is [var first, ..])
            throw new ArgumentException($"{first.Field}: {first.Message}", nameof(dimensions));
        Id = id;
        Dimensions = dimensions;
        Evaluator = evaluator;
        Version = RubricFingerprint.Of(this);
    }

    public string Id { get; }

    public IReadOnlyList<RubricDimension> Dimensions { get; }

    public Evaluator Evaluator { get; }

    /// <summary>Twelve hexadecimal digits.</summary>
    public string Version { get; }

    public Rubric With(Evaluator evaluator) => new(Id, Dimensions, evaluator);

    /// <summary>
    /// The weighted mean of an answer's scores, from 0 to 1, one for each dimension in order; null while any of them
    /// is missing, since the mean of the others would be another measure.
    /// </summary>
    public double? Composite(IReadOnlyList<double?> scores) => Mean(scores, _ => true);

    /// <summary>As <see cref="Composite"/>, of the dimensions that need nothing but the response: for answers without passages and turns before.</summary>
    public double? CompositeOfResponse(IReadOnlyList<double?> scores) => Mean(scores, d => d.Needs == RubricNeed.Response);

    private double? Mean(IReadOnlyList<double?> scores, Predicate<RubricDimension> counts)
    {
        if (scores.Count != Dimensions.Count)
            throw new ArgumentException($"{scores.Count} scores for {Dimensions.Count} dimensions", nameof(scores));
        double sum = 0;
        double weights = 0;
        for (var i = 0; i < scores.Count; i++)
        {
            if (!counts(Dimensions[i]))
                continue;
            if (scores[i] is not { } score)
                return null;
            sum += Dimensions[i].Weight * score;
            weights += Dimensions[i].Weight;
        }
        return weights > 0 ? sum / weights : null;
    }
}

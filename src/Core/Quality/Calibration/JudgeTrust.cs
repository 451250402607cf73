using Plimsoll.Quality.Estimation;

namespace Plimsoll.Quality.Calibration;

/// <summary>How far a judge's scores of one dimension and version may be relied on, by its agreement with people.</summary>
public enum TrustLevel : byte
{
    /// <summary>Not enough is known; said so wherever the score stands.</summary>
    Unproven,

    Trusted,

    /// <summary>Scores are shown and feed no alert; the quarantine is an alert itself.</summary>
    Quarantined,
}

/// <param name="Alpha">Krippendorff's; null where it is undefined.</param>
/// <param name="Bounds">Bootstrap interval of it.</param>
/// <param name="Pairs">Answers that a person and the judge both scored.</param>
public sealed record JudgeTrust(TrustLevel Level, double? Alpha, Interval? Bounds, int Pairs)
{
    public const double Threshold = 0.667;

    /// <summary>With fewer pairs a bootstrap says more than it knows.</summary>
    public const int MinPairs = 30;

    /// <param name="human">The people's scores.</param>
    /// <param name="judge">The judge's for the same answers; null where its verdict could not be read: missing, not wrong.</param>
    public static JudgeTrust Of(IReadOnlyList<double> human, IReadOnlyList<double?> judge, RatingScale scale, ulong seed)
    {
        if (human.Count != judge.Count)
            throw new ArgumentException($"{judge.Count} verdicts beside {human.Count} human judgements", nameof(judge));
        var units = new List<IReadOnlyList<double>>();
        for (var i = 0; i < human.Count; i++)
        {
            if (judge[i] is { } score)
                units.Add([human[i], score]);
        }
        var alpha = new KrippendorffAlpha(units, scale);
        var bounds = alpha.Bootstrap(seed);
        return new(Judge(bounds, alpha.Units), alpha.Value, bounds, alpha.Units);
    }

    private static TrustLevel Judge(Interval? bounds, int pairs) =>
        bounds is not { } known || pairs < MinPairs ? TrustLevel.Unproven
        : known.Lower >= Threshold ? TrustLevel.Trusted
        : known.Upper < Threshold ? TrustLevel.Quarantined
        : TrustLevel.Unproven;
}

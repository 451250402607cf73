namespace Plimsoll.Quality.Golden;

/// <summary>What a judge said of two answers to the same question, in one order and in the other.</summary>
/// <param name="AFirst">From 0, the answer of A is clearly better, to 1, that of B is; null without a verdict.</param>
/// <param name="BFirst">The same from where B is shown first: from 0, the answer of B is clearly better, to 1.</param>
/// <param name="Reason">Why there is no verdict; null where there are both.</param>
public sealed record PairVerdict(string Id, double? AFirst, double? BFirst, string? Reason)
{
    /// <summary>Of two answers that are the same nobody has to be asked.</summary>
    public static PairVerdict Same(string id) => new(id, 0.5, 0.5, null);

    /// <summary>1 where B is better in both orders, 0 where A is, one half otherwise (Zheng et al., 2023); null without both verdicts.</summary>
    public double? Win => (AFirst, BFirst) switch
    {
        (null, _) or (_, null) => null,
        ( > 0.5, < 0.5) => 1,
        ( < 0.5, > 0.5) => 0,
        _ => 0.5,
    };
}

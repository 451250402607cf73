namespace Plimsoll.Drift.Sequences;

/// <summary>The cut of ADWIN2 (Bifet and Gavaldà, 2007): whether two parts of one window have different means.</summary>
/// <param name="Least">The least difference of means that is not chance.</param>
public readonly record struct AdaptiveWindowCut(double Least, bool Drifts)
{
    public const double DefaultDelta = 0.002;

    /// <param name="before">Count and mean of the older part.</param>
    /// <param name="variance">Of the whole window.</param>
    /// <param name="delta">Chance of a false cut.</param>
    public static AdaptiveWindowCut Of((long Count, double Mean) before, (long Count, double Mean) after, double variance, double delta = DefaultDelta)
    {
        var inverse = 1d / before.Count + 1d / after.Count;
        var log = Math.Log(2 * Math.Log(before.Count + after.Count) / delta);
        var least = Math.Sqrt(2 * inverse * variance * log) + 2d / 3 * inverse * log;
        return new(least, Math.Abs(before.Mean - after.Mean) > least);
    }
}

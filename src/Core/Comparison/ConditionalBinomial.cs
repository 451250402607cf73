using MathNet.Numerics;

namespace Plimsoll.Comparison;

/// <summary>
/// Evidence that one version fails more often than another: given all failures, those of the canary are binomial with its
/// share of the traffic when both fail alike. An e-value may be looked at all the time; at 1/α it rejects.
/// </summary>
public static class ConditionalBinomial
{
    /// <summary>The canary's share of failures when it fails this many times as often as the other.</summary>
    /// <param name="trafficShare">From 0 to 1, both excluded.</param>
    public static double ToleratedShare(double trafficShare, double ratio = 1) =>
        trafficShare * ratio / (trafficShare * ratio + 1 - trafficShare);

    /// <summary>Against a share of failures above <paramref name="share"/>, all of them alike beforehand.</summary>
    public static double OneSided(long canary, long all, double share) => Math.Exp(LogOneSided(canary, all, share));

    /// <summary>Natural logarithm of <see cref="OneSided"/>.</summary>
    public static double LogOneSided(long canary, long all, double share)
    {
        Check(canary, all, share);
        var above = SpecialFunctions.BetaRegularized(all - canary + 1, canary + 1, 1 - share);
        return LogTwoSided(canary, all, share) + Math.Log(above) - Math.Log(1 - share);
    }

    /// <summary>Against any other share.</summary>
    public static double TwoSided(long canary, long all, double share)
    {
        Check(canary, all, share);
        return Math.Exp(LogTwoSided(canary, all, share));
    }

    private static double LogTwoSided(long canary, long all, double share) =>
        SpecialFunctions.BetaLn(canary + 1, all - canary + 1) - canary * Math.Log(share) - (all - canary) * Math.Log(1 - share);

    private static void Check(long canary, long all, double share)
    {
        if (canary < 0 || canary > all)
            throw new ArgumentOutOfRangeException(nameof(canary), canary, $"Of {all} failures");
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1");
    }
}

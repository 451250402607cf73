namespace Plimsoll.Quality.Sampling;

/// <summary>Which share of a component's requests is to be judged: more while little is known or much seems to change.</summary>
public static class SamplingRate
{
    public const double Lowest = 0.001;
    public const double Highest = 0.2;

    /// <summary>Width of the quality interval that is aimed at.</summary>
    public const double TargetWidth = 0.05;

    /// <param name="width">Of the quality interval now.</param>
    /// <param name="driftSuspected">Doubles the rate.</param>
    public static double Next(double rate, double width, bool driftSuspected)
    {
        var ratio = width / TargetWidth;
        return Math.Clamp(rate * Math.Clamp(ratio * ratio, 0.5, 2) * (driftSuspected ? 2 : 1), Lowest, Highest);
    }
}

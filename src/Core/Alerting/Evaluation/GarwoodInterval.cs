using MathNet.Numerics.Distributions;

namespace Plimsoll.Alerting.Evaluation;

/// <summary>Exact interval of a Poisson rate (Garwood 1936).</summary>
/// <param name="Lower">Events in a unit of exposure.</param>
public readonly record struct GarwoodInterval(double Lower, double Upper)
{
    private const double Confidence = 0.95;

    /// <param name="events">0 or more.</param>
    /// <param name="exposure">Above 0, for example component-weeks.</param>
    public static GarwoodInterval Of(int events, double exposure, double confidence = Confidence)
    {
        var tail = (1 - confidence) / 2;
        var lower = events == 0 ? 0 : ChiSquared.InvCDF(2 * events, tail) / 2;
        return new(lower / exposure, ChiSquared.InvCDF(2 * (events + 1), 1 - tail) / 2 / exposure);
    }

    /// <summary>Exposure without a single event that shows the rate to be at most so much (the rule of three).</summary>
    public static double ExposureToShow(double mostPerUnit, double confidence = Confidence) => -Math.Log(1 - confidence) / mostPerUnit;
}

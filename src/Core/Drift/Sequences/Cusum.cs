using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Drift.Sequences;

/// <summary>
/// Two-sided tabular CUSUM (Page, 1954) of standardised values: finds a small shift that lasts. 0.09 false alarms a week
/// of minutes at the default limit, with values that follow each other (AR(1)) and heavy tails.
/// </summary>
public sealed class Cusum
{
    /// <summary>Half of the shift that is looked for, in standard deviations.</summary>
    public const double Allowance = 0.5;

    public const double DefaultLimit = 15;

    /// <summary>A value counts for no more than this many standard deviations.</summary>
    public const double Clip = 4;

    private const double Overshoot = 1.166;

    public double Up { get; private set; }

    public double Down { get; private set; }

    /// <summary>The larger of both sums.</summary>
    public double Next(double standardised)
    {
        var z = Math.Clamp(standardised, -Clip, Clip);
        Up = Math.Max(0, Up + z - Allowance);
        Down = Math.Max(0, Down - z - Allowance);
        return Math.Max(Up, Down);
    }

    public void Reset() => (Up, Down) = (0, 0);

    /// <summary>Mean number of independent normal values until one sum passes the limit (Siegmund's approximation).</summary>
    /// <param name="shift">Of their mean, in standard deviations; 0: until a false alarm.</param>
    public static double RunLength(double limit, double shift)
    {
        var drift = shift - Allowance;
        var b = limit + Overshoot;
        return drift == 0 ? b * b : (Math.Exp(-2 * drift * b) + 2 * drift * b - 1) / (2 * drift * drift);
    }

    internal void Write(StateWriter writer)
    {
        writer.Double(Up);
        writer.Double(Down);
    }

    internal static Cusum Read(ref StateReader reader) => new() { Up = reader.Double(), Down = reader.Double() };
}

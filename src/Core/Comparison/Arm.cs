using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Comparison;

/// <summary>What is known of one version in one measure.</summary>
/// <param name="Count">Observations; where they count unequally, how many equal ones they are worth.</param>
/// <param name="Variance">Of one observation.</param>
public readonly record struct Arm(double Count, double Mean, double Variance)
{
    /// <summary>For example seconds or dollars a request.</summary>
    public static Arm OfMoments(long count, double sum, double sumOfSquares)
    {
        if (count == 0)
            return default;
        var mean = sum / count;
        return new(count, mean, Math.Max(0, sumOfSquares / count - mean * mean));
    }

    /// <summary>
    /// A share, such as of failed or slow requests. Its variance is taken half a failure and half a success further, so
    /// that none in a hundred does not pass for never.
    /// </summary>
    public static Arm OfShare(long part, long count)
    {
        if (count == 0)
            return default;
        var near = (part + 0.5) / (count + 1);
        return new(count, (double)part / count, near * (1 - near));
    }

    /// <summary>Scores of a sample, see <see cref="ScoreWindow"/>.</summary>
    public static Arm OfScores(ScoreWindow window) => window.Mean is { } mean && window.Bounds(OneDeviation) is { } bounds
        ? new(window.Judged, mean, bounds.Width * bounds.Width / 4 * window.Judged)
        : default;

    /// <summary>Bounds at this level are one standard error away on either side.</summary>
    private const double OneDeviation = 0.317310507862914;
}

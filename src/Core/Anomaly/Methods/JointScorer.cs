using Plimsoll.Anomaly.Outliers;

namespace Plimsoll.Anomaly.Methods;

/// <summary>What one row of several series says.</summary>
/// <param name="Distance">T²; null while nothing is known, or where the series never varied.</param>
/// <param name="Score">0 to 1; an anomaly from 0.5.</param>
/// <param name="Largest">Index of the series with most part in the distance; null where there is none.</param>
public readonly record struct JointReading(double? Distance, double Score, int? Largest);

/// <summary>
/// Scores several series together, row by row: what is odd may be the combination. Means and covariances are those of the rows
/// before, the first <see cref="Learning"/> freed of each series' outliers (generalized ESD) and then all that were no anomaly.
/// </summary>
/// <param name="width">Series, 2 to <see cref="MostWidth"/>.</param>
public sealed class JointScorer(int width)
{
    public const int MostWidth = 16;
    public const int Learning = 200;

    private const int MostOutliers = 20;
    private const double Shrink = 0.2;

    /// <summary>Chance of a row that is an anomaly.</summary>
    private const double Chance = 1e-5;

    private readonly JointMoments _moments = new(width);
    private readonly List<double[]> _learnt = new(Learning);
    private bool _known;

    /// <param name="row">Finite values, one of each series.</param>
    public JointReading Next(IReadOnlyList<double> row)
    {
        if (!_known)
        {
            Learn([.. row]);
            return default;
        }
        if (HotellingTest.Of(_moments.Deviations(row), _moments.Covariance(), Shrink, _moments.Count) is not { } test)
            return default;
        var strength = Math.Log(Math.Max(test.FPValue, double.Epsilon)) / Math.Log(Chance);
        if (strength < 1)
            _moments.Add(row);
        return new(test.Distance, strength / (1 + strength), test.Parts.Index().MaxBy(p => p.Item).Index);
    }

    private void Learn(double[] row)
    {
        _learnt.Add(row);
        if (_learnt.Count < Learning)
            return;
        var odd = Enumerable.Range(0, width).SelectMany(i =>
        {
            var found = GeneralizedEsd.Of([.. _learnt.Select(r => r[i])], MostOutliers);
            return found.Steps.Take(found.Outliers).Select(s => s.Index);
        }).ToHashSet();
        foreach (var (_, clean) in _learnt.Index().Where(r => !odd.Contains(r.Index)))
            _moments.Add(clean);
        _learnt.Clear();
        _known = true;
    }
}

using Plimsoll.Quality.Estimation;

namespace Plimsoll.Quality.Calibration;

/// <summary>
/// Agreement of any number of raters, each of whom may have left answers out (Krippendorff, Computing Krippendorff's
/// Alpha-Reliability, 2011).
/// </summary>
public sealed class KrippendorffAlpha
{
    private readonly double[][] _difference;
    private readonly List<RatedUnit> _units = [];
    private readonly int _values;

    /// <param name="units">The ratings of each answer; those with fewer than two cannot be paired and are left out.</param>
    public KrippendorffAlpha(IReadOnlyList<IReadOnlyList<double>> units, RatingScale scale)
    {
        var paired = units.Where(u => u.Count >= 2).ToList();
        double[] values = [.. paired.SelectMany(u => u).Distinct().Order()];
        _values = values.Length;
        var counts = new double[_values];
        foreach (var unit in paired)
        {
            var places = unit.Select(v => Array.BinarySearch(values, v)).ToArray();
            foreach (var place in places)
                counts[place]++;
            _units.Add(new(places, 0));
        }
        _difference = RatingDifference.Table(values, counts, scale);
        for (var i = 0; i < _units.Count; i++)
            _units[i] = _units[i] with { Disagreement = Disagreement(_units[i].Places) };
    }

    /// <summary>Answers with at least two ratings.</summary>
    public int Units => _units.Count;

    /// <summary>1 for full agreement, 0 for chance; null when no disagreement could be expected.</summary>
    public double? Value
    {
        get
        {
            var all = Enumerable.Range(0, _units.Count).ToArray();
            return Of(all);
        }
    }

    /// <summary>Percentile bootstrap over answers; null when no resample has a value.</summary>
    /// <param name="alpha">Probability outside.</param>
    public Interval? Bootstrap(ulong seed, int resamples = 1_000, double alpha = ConfidenceSequence.DefaultAlpha)
    {
        var random = new SeededRandom(seed);
        var values = new List<double>(resamples);
        var chosen = new int[_units.Count];
        for (var i = 0; i < resamples && chosen.Length > 0; i++)
        {
            for (var j = 0; j < chosen.Length; j++)
                chosen[j] = random.Below(chosen.Length);
            if (Of(chosen) is { } value)
                values.Add(value);
        }
        if (values.Count == 0)
            return null;
        values.Sort();
        return new(values[(int)(alpha / 2 * (values.Count - 1))], values[(int)Math.Ceiling((1 - alpha / 2) * (values.Count - 1))]);
    }

    private double? Of(int[] chosen)
    {
        var counts = new double[_values];
        double observed = 0;
        foreach (var i in chosen)
        {
            observed += _units[i].Disagreement;
            foreach (var place in _units[i].Places)
                counts[place]++;
        }
        double expected = 0;
        for (var a = 0; a < _values; a++)
        {
            for (var b = a + 1; b < _values; b++)
                expected += counts[a] * counts[b] * _difference[a][b];
        }
        return expected > 0 ? 1 - (counts.Sum() - 1) * observed / expected : null;
    }

    private double Disagreement(int[] places)
    {
        double sum = 0;
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = i + 1; j < places.Length; j++)
                sum += _difference[places[i]][places[j]];
        }
        return sum / (places.Length - 1);
    }

    private sealed record RatedUnit(int[] Places, double Disagreement);
}

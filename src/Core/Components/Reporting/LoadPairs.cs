using Plimsoll.Components.Views;
using Plimsoll.Drift.Sequences;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Components.Reporting;

/// <summary>Loads and scores of the same answers, by rising load.</summary>
internal sealed class LoadPairs
{
    public const int MostClasses = 50;
    private const int Fifths = 5;
    private const double Normal95 = 1.96;

    private readonly List<(double Load, double Score)> _pairs;

    private LoadPairs(List<(double Load, double Score)> pairs) => _pairs = pairs;

    public int Count => _pairs.Count;

    /// <inheritdoc cref="RankCorrelation.Of"/>
    public RankCorrelation? Correlation => RankCorrelation.Of([.. _pairs.Select(p => p.Load)], [.. _pairs.Select(p => p.Score)]);

    /// <summary>Of the answers whose load is known.</summary>
    public static LoadPairs Of(IEnumerable<(double? Load, double Score)> all) =>
        new([.. all.Where(p => p.Load is not null).Select(p => (Load: p.Load!.Value, p.Score)).OrderBy(p => p.Load)]);

    public IReadOnlyList<LoadPointView> Points() => [.. _pairs.Select(p => new LoadPointView(p.Load, p.Score))];

    /// <summary>Fifths of the answers; those of the same load stay together.</summary>
    public IReadOnlyList<LoadBinView> Bins()
    {
        var bins = new List<LoadBinView>();
        for (var from = 0; from < Count;)
        {
            var to = Math.Max(from + 1, (int)Math.Round((bins.Count + 1) * Count / (double)Fifths));
            to = Math.Min(to, Count);
            while (to < Count && _pairs[to].Load == _pairs[to - 1].Load)
                to++;
            var (mean, lower, upper) = Mean([.. _pairs[from..to].Select(p => p.Score)]);
            bins.Add(new(_pairs[from].Load, _pairs[to - 1].Load, to - from, mean, lower, upper));
            from = to;
        }
        return bins;
    }

    /// <summary>With its 95% bounds within 0 and 1; none for a single score.</summary>
    public static (double Mean, double? Lower, double? Upper) Mean(IReadOnlyList<double> scores)
    {
        var (count, mean, variance) = Moments.Of(scores);
        var half = Normal95 * Math.Sqrt(variance / count);
        return count < 2 ? (mean, null, null) : (mean, Math.Max(0, mean - half), Math.Min(1, mean + half));
    }
}

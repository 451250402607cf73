using Plimsoll.Aggregation.Encoding;
using Plimsoll.Drift.Sequences;

namespace Plimsoll.Drift.Watch;

/// <summary>
/// A CUSUM of the hours' mean scores against those of the week before, freed of how each hour follows the last (AR(1)):
/// finds a decline too slow for one hour to show.
/// </summary>
internal sealed class ScoreCusum
{
    private const int LeastHours = 48;
    private const double LeastDeviation = 0.005;
    private const double MostCorrelation = 0.9;

    private Cusum _sums = new();
    private (string Version, string Judge) _of = ("", "");

    public TestAnswer? Next(IReadOnlyDictionary<long, DriftHour> known, DriftHour current)
    {
        if (current.Score is not { } score)
            return null;
        if (_of != (current.Version, score.Judge))
            _sums.Reset();
        _of = (current.Version, score.Judge);
        var before = Enumerable.Range(1, DriftBaseline.HoursPerWeek).Select(h => known.GetValueOrDefault(current.Hour - h))
            .Where(h => h?.Version == current.Version && h.Score?.Judge == score.Judge && !h.HasDrifted(MeanTests.ScoreIndex))
            .Select(h => h!.Score!.Value.Moments.Mean).ToList();
        if (before.Count < LeastHours)
            return null;
        var sum = _sums.Next(Standardise(before, score.Moments.Mean));
        return new(MeanTests.ScoreIndex, DriftFamily.Score,
            new(DriftSignal.Score, DriftTest.Cusum, sum, Cusum.DefaultLimit, null, before.Count, 1, sum >= Cusum.DefaultLimit, null, []), null);
    }

    public void Write(StateWriter writer)
    {
        writer.Text(_of.Version);
        writer.Text(_of.Judge);
        _sums.Write(writer);
    }

    public static ScoreCusum Read(ref StateReader reader) =>
        new() { _of = (reader.Text() ?? "", reader.Text() ?? ""), _sums = Cusum.Read(ref reader) };

    /// <param name="before">Newest first.</param>
    private static double Standardise(List<double> before, double value)
    {
        var moments = Moments.Of(before);
        var deviation = Math.Max(LeastDeviation, Math.Sqrt(moments.Variance));
        var products = before.Zip(before.Skip(1), (a, b) => (a - moments.Mean) * (b - moments.Mean)).Sum();
        var correlation = Math.Clamp(products / Math.Max(moments.Variance * (before.Count - 1), double.Epsilon), 0, MostCorrelation);
        return (value - moments.Mean - correlation * (before[0] - moments.Mean)) / (deviation * Math.Sqrt(1 - correlation * correlation));
    }
}

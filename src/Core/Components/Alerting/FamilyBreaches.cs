using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Composite;
using Plimsoll.Alerting.Rules;
using Plimsoll.Components.Watching;

namespace Plimsoll.Components.Alerting;

/// <summary>How strongly each family of series says that something is wrong, and what they come to together.</summary>
internal sealed class FamilyBreaches
{
    /// <summary>Of a series on which nothing stands out.</summary>
    private const double QuietP = 0.5;

    /// <summary>−log₁₀ p where a detector's reading becomes an anomaly, and for each further time of that strength.</summary>
    private const double ExponentAtAnomaly = 4;

    private const double ExponentPerStrength = 2;
    private const string CostSeries = "cost.per_hour";
    private const double MostExponent = 12;

    /// <summary>Of a blip, and of a series whose season is not known: it breaches only where all of its family agree, and never pages.</summary>
    private const double MostPassing = 4.5;

    private HashSet<AlertFamily> _breached = [];

    /// <summary>Null while no series has enough history.</summary>
    public CompositeScore? Score { get; private set; }

    /// <summary>Whether the composite has this priority or a more urgent one.</summary>
    public bool? Reaches(AlertPriority priority) => Score is { } score ? score.Priority <= priority : null;

    public void Judge(ComponentData data)
    {
        var values = new Dictionary<AlertFamily, List<double>>();
        foreach (var (series, watch) in data.Anomalies.Watches)
        {
            if (!watch.IsKnown)
                continue;
            var family = FamilyOf(series.Name);
            if (!values.TryGetValue(family, out var list))
                values[family] = list = [];
            list.Add(P(series.Name, watch));
        }
        Score = values.Count == 0 ? null : CompositeScore.Of(values.ToDictionary(v => v.Key, v => CauchyCombination.Combine(v.Value) ?? QuietP), _breached);
        _breached = [.. Score?.Breaching ?? []];
    }

    public void Write(StateWriter writer)
    {
        writer.Count(_breached.Count);
        foreach (var family in _breached.Order())
            writer.Byte((byte)family);
    }

    public void Restore(ref StateReader reader)
    {
        for (var left = reader.Length(Enum.GetValues<AlertFamily>().Length); left > 0; left--)
            _breached.Add((AlertFamily)reader.Byte());
    }

    /// <summary>Faster answers, fewer errors, shorter queues and lower cost than expected are no trouble.</summary>
    public static bool OnlyRisesHurt(string series) =>
        series == CostSeries || FamilyOf(series) is AlertFamily.Latency or AlertFamily.Errors or AlertFamily.Saturation;

    private static double P(string series, SeriesWatch watch)
    {
        if (watch.Since is null || (OnlyRisesHurt(series) && watch.LastValue < watch.Last.Expected))
            return QuietP;
        var exponent = ExponentAtAnomaly + ExponentPerStrength * (Math.Min(watch.Last.Strength, MostExponent) - 1);
        return Math.Pow(10, -Math.Min(exponent, watch.IsPersistent ? MostExponent : MostPassing));
    }

    /// <summary>Throughput follows what comes in.</summary>
    public static AlertFamily FamilyOf(string series) =>
        series.StartsWith("throughput.", StringComparison.Ordinal) ? AlertFamily.Usage : SignalFamily.OfName(series);
}

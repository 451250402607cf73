using System.Globalization;

namespace Plimsoll.Support.CloudWatch;

/// <summary>Statistics of data that were put, as CloudWatch makes them of values and counts.</summary>
public static class DatumStatistics
{
    /// <param name="stat">Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p95.</param>
    /// <returns>Null where there are no data.</returns>
    public static double? Of(IReadOnlyCollection<PutDatum> data, string stat)
    {
        if (data.Count == 0)
            return null;
        return stat switch
        {
            "Sum" => data.Sum(d => d.Sum),
            "SampleCount" => data.Sum(d => d.SampleCount),
            "Average" => data.Sum(d => d.Sum) / data.Sum(d => d.SampleCount),
            "Minimum" => data.Min(d => d.Values.Min()),
            "Maximum" => data.Max(d => d.Values.Max()),
            _ when stat[0] == 'p' => Percentile(data, double.Parse(stat[1..], CultureInfo.InvariantCulture) / 100),
            _ => throw new ArgumentOutOfRangeException(nameof(stat), stat, "No such statistic"),
        };
    }

    private static double Percentile(IEnumerable<PutDatum> data, double share)
    {
        var values = data.SelectMany(d => d.Values.Zip(d.Counts)).OrderBy(v => v.First).ToList();
        var rank = share * values.Sum(v => v.Second);
        var through = 0.0;
        return values.First(v => (through += v.Second) >= rank || v == values[^1]).First;
    }
}

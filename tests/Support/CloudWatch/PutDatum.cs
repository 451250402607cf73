namespace Plimsoll.Support.CloudWatch;

/// <summary>One datum that a recording CloudWatch took.</summary>
/// <param name="Dimensions">As <c>Name=value</c>, sorted, with commas between them.</param>
public sealed record PutDatum(
    string Namespace, string Metric, string Dimensions, DateTimeOffset At, string? Unit, IReadOnlyList<double> Values, IReadOnlyList<double> Counts)
{
    public IReadOnlyDictionary<string, string> DimensionValues => Dimensions.Split(',').Select(d => d.Split('=', 2)).ToDictionary(d => d[0], d => d[1]);

    public double Sum => Values.Zip(Counts, (value, count) => value * count).Sum();

    public double SampleCount => Counts.Sum();
}

namespace Plimsoll.Costs;

/// <summary>What an hour of one GPU costs on SageMaker's endpoints.</summary>
/// <param name="ByEndpoint">By name; <c>*</c> for the rest.</param>
public sealed record EndpointPrices(IReadOnlyDictionary<string, GpuHourPrice> ByEndpoint)
{
    private const string Rest = "*";
    private const int MostTold = 3;

    /// <summary>Where the prices come from, in words.</summary>
    public string Source
    {
        get
        {
            var all = ByEndpoint.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key == Rest ? p.Value.Source : $"{p.Value.Source} ('{p.Key}')").ToList();
            return string.Join("; ", all.Take(MostTold)) + (all.Count > MostTold ? $"; and {all.Count - MostTold} more" : "");
        }
    }

    /// <summary>Dollars; null where neither the endpoint nor the rest has a price.</summary>
    public double? GpuHour(string? endpoint) =>
        (endpoint is not null && ByEndpoint.TryGetValue(endpoint, out var own) ? own : ByEndpoint.GetValueOrDefault(Rest))?.Dollars;
}

/// <param name="Dollars">For an hour of one GPU.</param>
/// <param name="Source">Where it comes from, in words.</param>
public sealed record GpuHourPrice(double Dollars, string Source);

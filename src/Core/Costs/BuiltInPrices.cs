namespace Plimsoll.Costs;

/// <summary>
/// Prices of instances for real-time inference on SageMaker, on demand in us-east-1, as AWS's price list (usage type USE1-Host)
/// had them on <see cref="AsOf"/>. Only what was found there stands here: an instance without a price has a cost only where the
/// configuration gives one. They differ by region and contract and change: what <c>prices.instances</c> says comes first.
/// </summary>
public static class BuiltInPrices
{
    public static readonly DateOnly AsOf = new(2026, 7, 30);

    public const string Region = "us-east-1";

    public static IReadOnlyDictionary<string, InstancePrice> Instances { get; } = new InstancePrice[]
    {
        new("ml.g4dn.xlarge", 0.736, 1),
        new("ml.g5.xlarge", 1.408, 1),
        new("ml.g5.2xlarge", 1.515, 1),
        new("ml.g5.4xlarge", 2.03, 1),
        new("ml.g5.12xlarge", 7.09, 4),
        new("ml.g5.48xlarge", 20.36, 8),
        new("ml.g6.xlarge", 1.1267, 1),
        new("ml.g6.12xlarge", 5.752, 4),
        new("ml.g6e.12xlarge", 13.12, 4),
    }.ToDictionary(p => p.Instance, StringComparer.Ordinal);
}

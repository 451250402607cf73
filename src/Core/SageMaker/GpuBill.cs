using Plimsoll.Costs;

namespace Plimsoll.SageMaker;

/// <summary>The GPUs of one endpoint and what they cost.</summary>
/// <param name="Instances">Null where the endpoint does not report.</param>
/// <param name="Free">Null where the instances or their GPUs are not known.</param>
/// <param name="DollarsPerHour">Of all instances; null where there is no price.</param>
public sealed record GpuBill(string Endpoint, double? Instances, double Used, double? Free, double? DollarsPerHour, IReadOnlyList<ComponentBill> Components)
{
    private const double SecondsPerMinute = 60;

    /// <summary>What is missing of free GPUs and dollars, and the key that gives it; null for nothing.</summary>
    public string? Missing { get; init; }

    /// <summary>
    /// The AWS sample's arithmetic: each publishing period every GPU of a component and every instance gives one sample, so
    /// samples of a minute divided by its periods are GPUs and instances.
    /// </summary>
    /// <param name="instanceSamples">SampleCount of the endpoint's CPU metric in the minute; null for none.</param>
    /// <param name="gpuSamples">SampleCount of each component's GPU metric in the minute.</param>
    public static GpuBill Make(
        string endpoint, double? instanceSamples, IReadOnlyDictionary<string, double> gpuSamples, TimeSpan publishPeriod, InstanceSettings? instance)
    {
        var perMinute = SecondsPerMinute / publishPeriod.TotalSeconds;
        var instances = instanceSamples / perMinute;
        var components = gpuSamples.OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new ComponentBill(c.Key, c.Value / perMinute, Price(c.Value / perMinute, instance))).ToList();
        var used = components.Sum(c => c.Gpus);
        var free = instance is { Gpus: > 0 } ? Math.Max(0, instances * instance.Gpus - used ?? 0) : (double?)null;
        return new(endpoint, instances, used, instances is null ? null : free, instances * instance?.DollarsPerHour, components) { Missing = Lacks(endpoint, instance) };
    }

    private static string? Lacks(string endpoint, InstanceSettings? instance) => instance switch
    {
        null => $"Free GPUs and the cost of endpoint '{endpoint}' are not known: sagemaker.instances has neither '{endpoint}' nor '*'",
        { DollarsPerHour: null } => $"The cost of endpoint '{endpoint}' is not known: the built-in table of {BuiltInPrices.Region} has no price of its instances; give price_hour under sagemaker.instances",
        _ => null,
    };

    private static double? Price(double gpus, InstanceSettings? instance) =>
        instance is { Gpus: > 0, DollarsPerHour: { } dollars } ? gpus * dollars / instance.Gpus : null;
}

/// <param name="DollarsPerHour">Null where there is no price.</param>
public sealed record ComponentBill(string Component, double Gpus, double? DollarsPerHour);

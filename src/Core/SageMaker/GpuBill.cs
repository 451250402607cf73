using Plimsoll.Costs;

namespace Plimsoll.SageMaker;

/// <summary>The GPUs of one endpoint and what they cost.</summary>
/// <param name="Instances">Null where the endpoint does not report.</param>
/// <param name="Free">Null where the instances or their GPUs are not known.</param>
/// <param name="DollarsPerHour">Of all instances; null where there is no price.</param>
public sealed record GpuBill(string Endpoint, double? Instances, double Used, double? Free, double? DollarsPerHour, IReadOnlyList<ComponentBill> Components)
{
    /// <summary>What is missing of free GPUs and dollars, and the key that gives it; null for nothing.</summary>
    public string? Missing { get; init; }

    /// <summary>
    /// The AWS sample's arithmetic: free GPUs are those of all instances less the used ones, and a component costs its GPUs' share of
    /// an instance's price.
    /// </summary>
    /// <param name="endpoint">Empty for components of which the endpoint is not known.</param>
    /// <param name="instances">Null where the endpoint does not report.</param>
    /// <param name="gpus">By component.</param>
    /// <param name="instance">What the endpoint consists of; null: unknown.</param>
    public static GpuBill Make(string endpoint, double? instances, IReadOnlyDictionary<string, double> gpus, InstanceSettings? instance)
    {
        var components = gpus.OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new ComponentBill(c.Key, c.Value, c.Value * instance?.GpuHour)).ToList();
        var used = components.Sum(c => c.Gpus);
        var free = instance is { Gpus: > 0 } ? Math.Max(0, instances * instance.Gpus - used ?? 0) : (double?)null;
        return new(endpoint, instances, used, instances is null ? null : free, instances * instance?.DollarsPerHour, components) { Missing = Lacks(endpoint, components, instance) };
    }

    private static string? Lacks(string endpoint, List<ComponentBill> components, InstanceSettings? instance) => instance switch
    {
        _ when endpoint.Length == 0 => $"The endpoint of component '{components[0].Component}' is not known, for its metrics name none; give sagemaker.endpoints.{components[0].Component}",
        null => $"Free GPUs and the cost of endpoint '{endpoint}' are not known: sagemaker.instances has neither '{endpoint}' nor '*'",
        { DollarsPerHour: null } => $"The cost of endpoint '{endpoint}' is not known: the built-in table of {BuiltInPrices.Region} has no price of its instances; give price_hour under sagemaker.instances",
        _ => null,
    };
}

/// <param name="DollarsPerHour">Null where there is no price.</param>
public sealed record ComponentBill(string Component, double Gpus, double? DollarsPerHour);

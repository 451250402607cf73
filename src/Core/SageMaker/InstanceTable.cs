using Plimsoll.Costs;

namespace Plimsoll.SageMaker;

/// <summary>GPUs and memory of one GPU of SageMaker's instances, with the price where <see cref="BuiltInPrices"/> has one.</summary>
public static class InstanceTable
{
    private const double T4 = 16 << 10;
    private const double A10G = 24 << 10;
    private const double L4 = 24 << 10;
    private const double L40S = 48 << 10;
    private const double A100 = 40 << 10;
    private const double H100 = 80 << 10;

    private static readonly Dictionary<string, (int Gpus, double GpuMemoryMiB)> s_types = new(StringComparer.Ordinal)
    {
        ["ml.g4dn.xlarge"] = (1, T4),
        ["ml.g4dn.12xlarge"] = (4, T4),
        ["ml.g5.xlarge"] = (1, A10G),
        ["ml.g5.2xlarge"] = (1, A10G),
        ["ml.g5.4xlarge"] = (1, A10G),
        ["ml.g5.12xlarge"] = (4, A10G),
        ["ml.g5.48xlarge"] = (8, A10G),
        ["ml.g6.xlarge"] = (1, L4),
        ["ml.g6.12xlarge"] = (4, L4),
        ["ml.g6.48xlarge"] = (8, L4),
        ["ml.g6e.12xlarge"] = (4, L40S),
        ["ml.p4d.24xlarge"] = (8, A100),
        ["ml.p5.48xlarge"] = (8, H100),
    };

    public static IReadOnlyCollection<string> Types => s_types.Keys;

    public static InstanceSettings? Find(string type) => s_types.TryGetValue(type, out var known)
        ? new(known.Gpus, BuiltInPrices.Instances.GetValueOrDefault(type)?.DollarsPerHour, known.GpuMemoryMiB)
        : null;
}

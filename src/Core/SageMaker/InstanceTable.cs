namespace Plimsoll.SageMaker;

/// <summary>
/// GPUs, memory of one GPU and on-demand prices of real-time inference in us-east-1, of about November 2026, for orientation. Prices
/// differ by region and contract: what the configuration says goes before.
/// </summary>
public static class InstanceTable
{
    public const string Dated = "2026-11";

    private const double T4 = 16 << 10;
    private const double A10G = 24 << 10;
    private const double L4 = 24 << 10;
    private const double L40S = 48 << 10;
    private const double A100 = 40 << 10;
    private const double H100 = 80 << 10;

    private static readonly Dictionary<string, InstanceSettings> s_types = new(StringComparer.Ordinal)
    {
        ["ml.g4dn.xlarge"] = new(1, 0.736, T4),
        ["ml.g4dn.12xlarge"] = new(4, 4.89, T4),
        ["ml.g5.xlarge"] = new(1, 1.408, A10G),
        ["ml.g5.2xlarge"] = new(1, 1.515, A10G),
        ["ml.g5.12xlarge"] = new(4, 7.09, A10G),
        ["ml.g5.48xlarge"] = new(8, 20.36, A10G),
        ["ml.g6.xlarge"] = new(1, 1.1267, L4),
        ["ml.g6.12xlarge"] = new(4, 5.752, L4),
        ["ml.g6.48xlarge"] = new(8, 16.688, L4),
        ["ml.g6e.12xlarge"] = new(4, 13.12, L40S),
        ["ml.p4d.24xlarge"] = new(8, 25.25, A100),
        ["ml.p5.48xlarge"] = new(8, 63.296, H100),
    };

    public static IReadOnlyCollection<string> Types => s_types.Keys;

    public static InstanceSettings? Find(string type) => s_types.GetValueOrDefault(type);
}

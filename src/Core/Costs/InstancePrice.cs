namespace Plimsoll.Costs;

/// <summary>What an instance costs, and how many GPUs it has.</summary>
/// <param name="DollarsPerHour">On demand.</param>
public sealed record InstancePrice(string Instance, double DollarsPerHour, int Gpus)
{
    public double GpuHour => DollarsPerHour / Gpus;
}

using Plimsoll.SageMaker;

namespace Plimsoll.Gateway.SageMaker;

/// <summary>How reading SageMaker's metrics stands.</summary>
/// <param name="Holder">Whether this process reads for the fleet.</param>
/// <param name="Through">Start of the last minute of traffic that was read.</param>
/// <param name="Problem">What is wrong and what to do about it; null while all is well.</param>
/// <param name="Bills">By endpoint.</param>
internal sealed record SageMakerStatus(bool Holder, DateTimeOffset? Through, int Components, string? Problem, IReadOnlyList<GpuBill> Bills)
{
    /// <summary>CPU and memory, as far as CloudWatch tells.</summary>
    public IReadOnlyList<HostUsage> Hosts { get; init; } = [];

    public static readonly SageMakerStatus None = new(false, null, 0, null, []);
}

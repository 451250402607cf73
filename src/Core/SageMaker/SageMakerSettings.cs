using Plimsoll.Costs;

namespace Plimsoll.SageMaker;

/// <summary>What is read of SageMaker's metrics in CloudWatch, and what its instances are.</summary>
public sealed record SageMakerSettings
{
    /// <summary>Of AWS; null for the one that the environment or the profile names.</summary>
    public string? Region { get; init; }

    /// <summary>Named profile of AWS; null for the usual search for credentials.</summary>
    public string? Profile { get; init; }

    /// <summary>In place of the service's own address.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>As the endpoint's configuration has it (MetricPublishFrequencyInSeconds): each GPU counts once in it.</summary>
    public TimeSpan PublishPeriod { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two questions for what there is.</summary>
    public TimeSpan Discover { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A minute of traffic is read this long after its end, for metrics come late.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Minutes read again, to count what came later still.</summary>
    public int ReadAgainMinutes { get; init; } = 5;

    /// <summary>After a pause, traffic of at most this long ago is read.</summary>
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Of one call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Components read at most; others are counted and left out.</summary>
    public int MaxComponents { get; init; } = 1_000;

    /// <summary>By endpoint; <c>*</c> for the rest.</summary>
    public IReadOnlyDictionary<string, InstanceSettings> Instances { get; init; } = new Dictionary<string, InstanceSettings>();

    /// <summary>Endpoints by component, where metrics do not tell.</summary>
    public IReadOnlyDictionary<string, string> Endpoints { get; init; } = new Dictionary<string, string>();

    /// <summary>Of the instances that have both a price and GPUs; null where none has.</summary>
    public EndpointPrices? GpuPrices
    {
        get
        {
            var priced = Instances.Where(i => i.Value.GpuHour is not null)
                .ToDictionary(i => i.Key, i => new GpuHourPrice(i.Value.GpuHour!.Value, i.Value.Source), StringComparer.Ordinal);
            return priced.Count > 0 ? new(priced) : null;
        }
    }

    /// <summary>How GPUs and instances are counted when all samples through a minute have come.</summary>
    public SampleCounting CountThrough(long minute) => new(minute, PublishPeriod);

    /// <summary>Null where neither the endpoint nor the rest is known.</summary>
    public InstanceSettings? InstanceOf(string endpoint) => Instances.GetValueOrDefault(endpoint) ?? Instances.GetValueOrDefault("*");
}

/// <param name="Gpus">Of one instance.</param>
/// <param name="DollarsPerHour">For one instance; null: unknown.</param>
/// <param name="GpuMemoryMiB">Of one GPU; null: unknown.</param>
public sealed record InstanceSettings(int Gpus, double? DollarsPerHour, double? GpuMemoryMiB)
{
    /// <summary>Where the price comes from, in words.</summary>
    public string Source { get; init; } = "sagemaker.instances";

    /// <summary>Dollars; null: unknown.</summary>
    public double? GpuHour => Gpus > 0 ? DollarsPerHour / Gpus : null;
}

namespace Plimsoll.Publishing;

/// <summary>What is published to Amazon CloudWatch, and how.</summary>
public sealed record CloudWatchSettings
{
    /// <summary>Stands for the component's name in <see cref="QualityNamespace"/>.</summary>
    public const string ComponentPlace = "{component}";

    public const string StandardOutput = "stdout";

    /// <summary>Of AWS; null for the one that the environment or the profile names.</summary>
    public string? Region { get; init; }

    /// <summary>Named profile of AWS; null for the usual search for credentials.</summary>
    public string? Profile { get; init; }

    /// <summary>In place of the service's own address.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>A file for lines in the Embedded Metric Format, or <c>stdout</c>; null: the service is called.</summary>
    public string? EmbeddedMetrics { get; init; }

    /// <summary>Of what Plimsoll measures itself.</summary>
    public string Namespace { get; init; } = "Plimsoll";

    /// <summary>Of judges' scores; <c>{component}</c> stands for the component's name.</summary>
    public string QualityNamespace { get; init; } = "/aws/sagemaker/inference-quality/" + ComponentPlace;

    /// <summary>Names of scores by dimension, in place of <c>DIMENSION_score</c>.</summary>
    public IReadOnlyDictionary<string, string> QualityNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Metrics of <see cref="Namespace"/>, of <see cref="PublishedMetrics.All"/>; each is billed by component and month.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = PublishedMetrics.Default;

    /// <summary>Different metrics at once, of all components together: each is billed. Components beyond are left out, and counted.</summary>
    public int MaxMetrics { get; init; } = 10_000;

    /// <summary>A minute is published this long after its end; what comes later of it is not. Two minutes more than SageMaker's metrics are read late, where they are.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Older minutes are not published; components keep a day.</summary>
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The service takes 500 for an account and region.</summary>
    public int CallsPerSecond { get; init; } = 10;

    /// <summary>Of one call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Calls that wait to be sent, bytes; while there are as many, minutes stay with their components.</summary>
    public long MaxBacklogBytes { get; init; } = 64L << 20;
}

using System.Text.Json.Serialization;

namespace Plimsoll.Gateway.Cloud;

/// <summary>How work with AWS stands in this process; each part is null or empty where nothing is configured.</summary>
public sealed record CloudStanding(PublishingStanding? Publishing, SageMakerStanding? SageMaker, IReadOnlyList<CaptureStanding> Captures);

/// <param name="Active">Whether this process does it; else another one of the fleet does, and knows how it stands.</param>
/// <param name="To">The service in its region, or the file of Embedded Metric Format.</param>
/// <param name="Through">Start of the last minute that was published wholly.</param>
/// <param name="WaitingCalls">That could not be made yet.</param>
/// <param name="Problem">What is wrong and what to do about it; null while all is well.</param>
/// <param name="Metrics">Different ones, of the fullest minute of the last hour.</param>
/// <param name="EstimatedDollarsPerMonth">By list prices; the bill is AWS's.</param>
public sealed record PublishingStanding(
    bool Active, string To, IReadOnlyList<PublishedPlace> Places, DateTimeOffset? Through, int WaitingCalls, string? Problem, long Metrics, int CallsPerMinute,
    double EstimatedDollarsPerMonth);

/// <param name="Namespace"><c>{component}</c> stands for a component's name.</param>
public sealed record PublishedPlace(string Namespace, IReadOnlyList<string> Dimensions, IReadOnlyList<string> Metrics);

/// <param name="Active">As in <see cref="PublishingStanding"/>.</param>
/// <param name="Through">Start of the last minute of traffic that was read.</param>
public sealed record SageMakerStanding(bool Active, DateTimeOffset? Through, int Components, string? Problem, IReadOnlyList<EndpointStanding> Endpoints);

/// <param name="Endpoint">Empty for components of which the endpoint is not known.</param>
/// <param name="DollarsPerHour">Of all its instances.</param>
/// <param name="Shares">By component.</param>
/// <param name="Missing">What is not known, and the key that gives it; null for nothing.</param>
public sealed record EndpointStanding(
    string Endpoint, double? Instances, double GpusUsed, double? GpusFree, double? DollarsPerHour, int Components, IReadOnlyList<ComponentShare> Shares, string? Missing);

/// <param name="DollarsPerHour">Its GPUs' share of the instances' price; null where there is no price.</param>
public sealed record ComponentShare(string Component, double Gpus, double? DollarsPerHour);

/// <param name="Active">As in <see cref="PublishingStanding"/>.</param>
/// <param name="Through">What came until then is read.</param>
public sealed record CaptureStanding(string Name, string Place, bool Active, DateTimeOffset? Through, string? Problem);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CloudStanding))]
internal sealed partial class CloudJson : JsonSerializerContext;

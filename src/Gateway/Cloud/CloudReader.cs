using Plimsoll.Configuration;
using Plimsoll.Gateway.Capture;
using Plimsoll.Gateway.Publishing;
using Plimsoll.Gateway.SageMaker;
using Plimsoll.Integrations.Aws;
using Plimsoll.Publishing;
using Plimsoll.Quality.Rubrics;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Gateway.Cloud;

/// <summary>Gathers how work with AWS stands.</summary>
/// <param name="publishing">Null where nothing is published.</param>
/// <param name="sageMaker">Null where nothing of SageMaker is read.</param>
/// <param name="capture">Null where no data capture is read.</param>
internal sealed class CloudReader(PlimsollOptions options, PublishingEvents? publishing, SageMakerEvents? sageMaker, CaptureReader? capture)
{
    public CloudStanding Read() => new(
        options.CloudWatch is { } settings && publishing is not null ? Published(settings, publishing.Status) : null,
        sageMaker is null ? null : Pulled(sageMaker.Status),
        [.. options.Capture.Zip(capture?.Statuses ?? [], Captured)]);

    private PublishingStanding Published(CloudWatchSettings settings, PublishingStatus status) => new(
        status.Holder, To(settings),
        [
            new(settings.Namespace, ["Component"], settings.Metrics),
            new(settings.QualityNamespace, ["EndpointName", "InferenceComponentName", "InferenceComponentLabel"], [.. QualityNames(settings)]),
        ],
        status.Through, status.Waiting, status.Problem, status.Metrics, status.CallsPerMinute, status.MonthlyDollars);

    private static string To(CloudWatchSettings settings) => settings.EmbeddedMetrics is { } file
        ? $"Embedded Metric Format in {file}"
        : $"CloudWatch in {AwsRegion.Find(settings.Region, settings.Profile)}";

    /// <summary>A heuristic's scores never bear these names.</summary>
    private IEnumerable<string> QualityNames(CloudWatchSettings settings) => options.Quality.Rubric.Evaluator.IsHeuristic ? [] :
    [
        .. options.Quality.Rubric.Dimensions.Select(d => d.Name).Append(RubricLimits.Composite).Select(d => QualityMetrics.Name(d, settings.QualityNames)).SelectMany(n => new[] { n, n + "_lower", n + "_upper" }),
        QualityMetrics.Judged, QualityMetrics.EvaluationLatency,
    ];

    private static SageMakerStanding Pulled(SageMakerStatus status) => new(
        status.Holder, status.Through, status.Components, status.Problem,
        [.. status.Bills.Select(b => new EndpointStanding(b.Endpoint, b.Instances, b.Used, b.Free, b.DollarsPerHour, b.Components.Count, Shares(b), b.Missing))]);

    private static List<ComponentShare> Shares(GpuBill bill) => [.. bill.Components.Select(c => new ComponentShare(c.Component, c.Gpus, c.DollarsPerHour))];

    private static CaptureStanding Captured(CaptureSettings settings, CaptureStatus status) =>
        new(settings.Name, settings.Directory ?? $"s3://{settings.Bucket}/{settings.Prefix}", status.Holder, status.Through, status.Problem);
}

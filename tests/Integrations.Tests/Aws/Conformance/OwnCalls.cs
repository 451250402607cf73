using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Plimsoll.Integrations.Aws.Bedrock;
using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Integrations.Aws.SageMaker;
using Plimsoll.Integrations.Aws.Sns;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;

namespace Plimsoll.Integrations.Tests.Aws.Conformance;

/// <summary>The same calls as in <c>node/calls.js</c>, made by the product's own clients.</summary>
internal static class OwnCalls
{
    private const string Topic = "arn:aws:sns:us-east-1:123456789012:alerts";

    public static async Task MakeAsync(string call, Uri server)
    {
        using var http = BoundedHttp.Client(1);
        var connection = new AwsConnection(
            http, new SessionAWSCredentials(SigV4Check.AccessKey, SigV4Check.Secret, SigV4Check.Session), "us-east-1", TimeProvider.System)
        {
            Address = server,
            BearerKey = call == "converse_key" ? () => "bedrock-api-key" : null,
            Jitter = () => 0,
        };
        await (call switch
        {
            "put" or "put_throttled" or "put_fault" or "put_denied" => new CloudWatchClient(connection).PutMetricDataAsync(Put(2), default),
            "put_compressed" => new CloudWatchClient(connection).PutMetricDataAsync(Put(150), default),
            "get" or "get_throttled" or "get_fault" => new CloudWatchClient(connection).GetMetricDataAsync(Get, default),
            "converse" => ConverseAsync(connection, "anthropic.claude-3-5-sonnet-20241022-v2:0"),
            "converse_profile" => ConverseAsync(connection, "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0"),
            "converse_key" => ConverseAsync(connection, "global.anthropic.claude-sonnet-4-6"),
            "throttled_converse" or "converse_unavailable" or "converse_not_ready" or "converse_denied" or "converse_invalid" => ConverseAsync(connection, "m"),
            "invoke" => new SageMakerRuntimeClient(connection).InvokeEndpointAsync("chat", "ic-1", "application/json", Encoding.UTF8.GetBytes("""{"inputs":"ü"}"""), default),
            "publish" or "publish_throttled" or "publish_fault" or "publish_denied" or "publish_missing" => new SnsClient(connection).PublishAsync(Alert, default),
            "publish_fifo" => new SnsClient(connection).PublishAsync(new(Topic, "m") { DeduplicationId = "d", GroupId = "g" }, default),
            "list_page" => new CloudWatchClient(connection).ListMetricsAsync(List with { NextToken = "t" }, default),
            _ => (Task)new CloudWatchClient(connection).ListMetricsAsync(List, default),
        });
    }

    private static PutMetricDataInput Put(int count) => new("/aws/sagemaker/inference-quality/ic",
    [
        .. Enumerable.Range(0, count).Select(i => new MetricDatum(
            $"m{i}", [new("InferenceComponentName", "ic/ü")], DateTimeOffset.FromUnixTimeMilliseconds(1_795_215_600_250))
        {
            Values = [0.5, 1e-9],
            Counts = [3, 7],
            Unit = "None",
            StorageResolution = 60,
        }),
    ]);

    private static readonly GetMetricDataInput Get = new(
    [
        new("m1")
        {
            MetricStat = new(new("AWS/SageMaker", "ModelLatency", [new("InferenceComponentName", "ic")]), 60, "p99") { Unit = "Microseconds" },
            ReturnData = false,
        },
        new("e1") { Expression = "m1 / 1000", Label = "ms" },
    ], DateTimeOffset.FromUnixTimeSeconds(1_795_212_000), DateTimeOffset.FromUnixTimeSeconds(1_795_215_600))
    {
        ScanBy = "TimestampAscending",
        MaxDatapoints = 500,
        LabelOptions = new("+0000"),
        NextToken = "t",
    };

    private static readonly ListMetricsInput List = new()
    {
        Namespace = "AWS/SageMaker",
        Dimensions = [new("InferenceComponentName", null)],
        RecentlyActive = "PT3H",
    };

    private static readonly SnsMessage Alert = new(Topic, """{"alert":"ttft","note":"ü & <x> ~*(')"}""")
    {
        Subject = "[critical] p95 > 2s",
        Attributes = [new("severity", "String", "critical"), new("value", "Number", "2.4")],
    };

    private static Task<AwsResult<ConverseOutput>> ConverseAsync(AwsConnection connection, string model) => new BedrockRuntimeClient(connection).ConverseAsync(
        model,
        new([new("user", [new() { Text = "2+2? 4 ü" }])])
        {
            System = [new() { Text = "Grade it." }],
            InferenceConfig = new(256, 0),
            ToolConfig = new(
                [new(new("record_scores", "Records it.", new(JsonDocument.Parse("""{"type":"object"}""").RootElement)))],
                new(new("record_scores"))),
        },
        default);
}

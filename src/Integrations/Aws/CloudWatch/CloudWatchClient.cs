using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Plimsoll.Integrations.Aws.Wire;

namespace Plimsoll.Integrations.Aws.CloudWatch;

/// <summary>Amazon CloudWatch, as far as it is needed: AWS JSON 1.0.</summary>
internal sealed class CloudWatchClient(AwsConnection connection)
{
    private const string Target = "GraniteServiceVersion20100801.";

    private readonly AwsClient _client = new(AwsService.CloudWatch, connection);

    /// <summary>Additive: after an unknown outcome a second attempt may count a batch twice.</summary>
    public Task<AwsResult<AwsResponse>> PutMetricDataAsync(PutMetricDataInput input, CancellationToken cancellation) =>
        PutMetricDataAsync(PreparedPut.Of(input), cancellation);

    /// <param name="prepared">Of <see cref="PreparedPut"/>.</param>
    public Task<AwsResult<AwsResponse>> PutMetricDataAsync(byte[] prepared, CancellationToken cancellation) =>
        PreparedPut.IsCompressed(prepared)
            ? _client.SendAsync(Request("PutMetricData", prepared, ("content-encoding", "gzip")), cancellation)
            : _client.SendAsync(Request("PutMetricData", prepared), cancellation);

    /// <summary>One page.</summary>
    public Task<AwsResult<GetMetricDataOutput>> GetMetricDataAsync(GetMetricDataInput input, CancellationToken cancellation) =>
        CallAsync("GetMetricData", input, CloudWatchJson.Default.GetMetricDataInput, CloudWatchJson.Default.GetMetricDataOutput, cancellation);

    /// <summary>One page of up to 500.</summary>
    public Task<AwsResult<ListMetricsOutput>> ListMetricsAsync(ListMetricsInput input, CancellationToken cancellation) =>
        CallAsync("ListMetrics", input, CloudWatchJson.Default.ListMetricsInput, CloudWatchJson.Default.ListMetricsOutput, cancellation);

    private async Task<AwsResult<TOutput>> CallAsync<TInput, TOutput>(
        string operation, TInput input, JsonTypeInfo<TInput> inputType, JsonTypeInfo<TOutput> outputType, CancellationToken cancellation)
        where TOutput : class
    {
        var result = await _client.SendAsync(Request(operation, JsonSerializer.SerializeToUtf8Bytes(input, inputType)), cancellation).ConfigureAwait(false);
        return result.Read(response => JsonAnswer.Read(response.Body, outputType));
    }

    private static AwsRequest Request(string operation, byte[] body, params (string Name, string Value)[] headers) =>
        new("/", "application/x-amz-json-1.0", body, [("x-amz-target", Target + operation), ("x-amzn-query-mode", "true"), .. headers]);
}

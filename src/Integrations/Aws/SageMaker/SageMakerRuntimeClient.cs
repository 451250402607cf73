using Plimsoll.Integrations.Aws.Wire;

namespace Plimsoll.Integrations.Aws.SageMaker;

/// <summary>Amazon SageMaker's InvokeEndpoint.</summary>
internal sealed class SageMakerRuntimeClient(AwsConnection connection)
{
    private const string InferenceComponent = "x-amzn-sagemaker-inference-component";

    private readonly AwsClient _client = new(AwsService.SageMakerRuntime, connection);

    /// <param name="component">Inference component that is to answer; null where the endpoint has none.</param>
    public Task<AwsResult<AwsResponse>> InvokeEndpointAsync(
        string endpoint, string? component, string contentType, byte[] body, CancellationToken cancellation)
    {
        (string, string)[] headers = component is null ? [] : [(InferenceComponent, component)];
        return _client.SendAsync(new($"/endpoints/{AwsRequest.Segment(endpoint)}/invocations", contentType, body, headers), cancellation);
    }
}

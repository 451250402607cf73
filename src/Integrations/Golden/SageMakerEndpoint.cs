using Plimsoll.Integrations.Aws.SageMaker;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Integrations.Golden;

/// <summary>Asks an inference component by InvokeEndpoint.</summary>
/// <param name="connection">With a single attempt: the runner decides about another.</param>
internal sealed class SageMakerEndpoint(EndpointSettings.SageMaker settings, AwsConnection connection) : IModelEndpoint, IDisposable
{
    private readonly SageMakerRuntimeClient _client = new(connection);

    public string Name => settings.InferenceComponent is { } component ? $"sagemaker {settings.Endpoint} {component}" : $"sagemaker {settings.Endpoint}";

    public async Task<ModelReply> AskAsync(string? system, string prompt, CancellationToken cancellation)
    {
        var body = ChatCompletions.Request(model: null, system, prompt, settings.MaxTokens);
        var result = await _client.InvokeEndpointAsync(settings.Endpoint, settings.InferenceComponent, "application/json", body, cancellation).ConfigureAwait(false);
        return result switch
        {
            AwsResult<AwsResponse>.Done(var response, var latency) => CompletedAnswer.Read(response.Body, latency),
            AwsResult<AwsResponse>.Failed(var failure, _) => new ModelReply.Failed(
                failure.Code, RetryRules.IsThrottling(failure) || RetryRules.IsTransient(failure), failure.RetryAfter),
            _ => throw new ArgumentOutOfRangeException(nameof(prompt), result, null),
        };
    }

    public void Dispose() => connection.Http.Dispose();
}

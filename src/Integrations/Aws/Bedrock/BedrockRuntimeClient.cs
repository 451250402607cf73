using System.Text.Json;
using Plimsoll.Integrations.Aws.Wire;

namespace Plimsoll.Integrations.Aws.Bedrock;

/// <summary>Amazon Bedrock's Converse and InvokeModel.</summary>
internal sealed class BedrockRuntimeClient(AwsConnection connection)
{
    private readonly AwsClient _client = new(AwsService.Bedrock, connection);

    /// <param name="model">Id of a model or of an inference profile, or the profile's ARN.</param>
    public async Task<AwsResult<ConverseOutput>> ConverseAsync(string model, ConverseInput input, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(input, ConverseJson.Default.ConverseInput);
        var request = new AwsRequest($"/model/{AwsRequest.Segment(model)}/converse", "application/json", body);
        var result = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
        return result.Read(response => JsonAnswer.Read(response.Body, ConverseJson.Default.ConverseOutput));
    }

    /// <param name="model">As for Converse.</param>
    /// <param name="body">In the model's own form.</param>
    public Task<AwsResult<AwsResponse>> InvokeModelAsync(string model, byte[] body, CancellationToken cancellation) =>
        _client.SendAsync(new AwsRequest($"/model/{AwsRequest.Segment(model)}/invoke", "application/json", body), cancellation);
}

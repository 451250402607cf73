using System.Text.Json;
using Plimsoll.Drift.Content;
using Plimsoll.Integrations.Aws.Bedrock;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Embeddings;

/// <summary>Asks an embedding model on Amazon Bedrock by InvokeModel: Cohere's in their form, all others in that of Amazon Titan.</summary>
/// <param name="connection">With a single attempt: each is paid for.</param>
internal sealed class BedrockEmbedder(JudgeSettings settings, AwsConnection connection) : IEmbedder, IDisposable
{
    private const string Cohere = "cohere.";

    private readonly BedrockRuntimeClient _client = new(connection);

    public string Space => settings.Evaluator.ToString();

    public int Concurrency => settings.Concurrency;

    private bool IsCohere => settings.Evaluator.Model.Contains(Cohere, StringComparison.Ordinal);

    public async Task<EmbeddingReply> EmbedAsync(string text, CancellationToken cancellation) =>
        await _client.InvokeModelAsync(settings.Evaluator.Model, Body(text), cancellation).ConfigureAwait(false) switch
        {
            AwsResult<AwsResponse>.Done(var response, _) => EmbeddingJson.Read(response.Body, Find),
            AwsResult<AwsResponse>.Failed(var failure, _) => new EmbeddingReply.Missing(failure.Code, failure.RetryAfter),
            _ => throw new InvalidOperationException("A call has two outcomes"),
        };

    public void Dispose() => connection.Http.Dispose();

    private byte[] Body(string text) => EmbeddingJson.Write(json =>
    {
        if (!IsCohere)
        {
            json.WriteString("inputText", text);
            return;
        }
        json.WriteStartArray("texts");
        json.WriteStringValue(text);
        json.WriteEndArray();
        json.WriteString("input_type", "clustering");
        json.WriteString("truncate", "END");
    });

    /// <summary>Cohere's numbers stand in an array of texts, or under the name of their type.</summary>
    private JsonElement? Find(JsonElement root)
    {
        if (!IsCohere)
            return JsonParts.Member(root, "embedding");
        return JsonParts.Member(root, "embeddings") is { ValueKind: JsonValueKind.Object } typed ? EmbeddingJson.First(typed, "float") : EmbeddingJson.First(root, "embeddings");
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using Plimsoll.Drift.Content;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Embeddings;

/// <summary>Asks an OpenAI-compatible server: vLLM, Ollama, LiteLLM or a hosted one, by <c>POST …/embeddings</c>.</summary>
internal sealed class OpenAiEmbedder(JudgeSettings settings, HttpMessageInvoker http, TimeProvider time) : IEmbedder, IDisposable
{
    /// <summary>Of the whole answer; 16,384 numbers as decimals have about 350 KB.</summary>
    public const int MaxAnswerBytes = 1 << 20;

    private readonly BoundedHttp _exchange = new(http, time);
    private readonly Uri _url = new($"{settings.BaseUrl!.AbsoluteUri.TrimEnd('/')}/embeddings");

    public string Space => settings.Evaluator.ToString();

    public int Concurrency => settings.Concurrency;

    public async Task<EmbeddingReply> EmbedAsync(string text, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = Content(text) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (settings.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        return await _exchange.SendAsync(request, MaxAnswerBytes, settings.Timeout, cancellation).ConfigureAwait(false) switch
        {
            HttpAnswer.Received { Head.IsSuccess: true } received =>
                EmbeddingJson.Read(received.Body, root => EmbeddingJson.First(root, "data") is { } first ? JsonParts.Member(first, "embedding") : null),
            HttpAnswer.Received refused => new EmbeddingReply.Missing(
                string.Create(CultureInfo.InvariantCulture, $"http_{refused.Head.Status}"), refused.Head.RetryAfter),
            HttpAnswer.Missing missing => new EmbeddingReply.Missing(missing.Reason),
            _ => new EmbeddingReply.Missing("too_long"),
        };
    }

    public void Dispose() => http.Dispose();

    private ByteArrayContent Content(string text) => new(EmbeddingJson.Write(json =>
    {
        json.WriteString("model", settings.Evaluator.Model);
        json.WriteString("input", text);
        json.WriteString("encoding_format", "float");
    }))
    { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}

using System.Globalization;
using System.Net.Http.Headers;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Integrations.Golden;

/// <summary>Asks a server by chat completions.</summary>
internal sealed class OpenAiEndpoint(EndpointSettings.OpenAi settings, HttpMessageInvoker http, TimeProvider time) : IModelEndpoint, IDisposable
{
    public const int MaxAnswerBytes = 4 << 20;

    private readonly BoundedHttp _exchange = new(http, time);
    private readonly Uri _url = ChatCompletions.Url(settings.BaseUrl);

    public string Name => $"{settings.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')} {settings.Model}";

    public async Task<ModelReply> AskAsync(string? system, string prompt, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url)
        {
            Content = new ByteArrayContent(ChatCompletions.Request(settings.Model, system, prompt, settings.MaxTokens)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (settings.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        var answer = await _exchange.SendAsync(request, MaxAnswerBytes, settings.Timeout, cancellation).ConfigureAwait(false);
        return answer switch
        {
            HttpAnswer.Received { Head.IsSuccess: true } received => CompletedAnswer.Read(received.Body, received.Latency),
            HttpAnswer.Received { Head: var head } => new ModelReply.Failed(
                string.Create(CultureInfo.InvariantCulture, $"http_{head.Status}"), head.Status is 408 or 429 or >= 500, head.RetryAfter),
            HttpAnswer.Missing missing => new ModelReply.Failed(missing.Reason, MayRetry: true, null),
            _ => new ModelReply.Failed("answer_too_long", MayRetry: false, null),
        };
    }

    public void Dispose() => http.Dispose();
}

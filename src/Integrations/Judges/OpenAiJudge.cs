using System.Net.Http.Headers;
using Plimsoll.Integrations.Http;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Integrations.Judges;

/// <summary>Asks an OpenAI-compatible server: vLLM, Ollama, LiteLLM or a hosted one, by chat completions with a JSON schema.</summary>
internal sealed class OpenAiJudge(JudgeSettings settings, HttpMessageInvoker http, TimeProvider time) : IJudge, IDisposable
{
    /// <summary>Of the whole answer; a verdict has a few hundred bytes.</summary>
    public const int MaxAnswerBytes = 1 << 20;

    private const string IdempotencyKey = "Idempotency-Key";

    private readonly BoundedHttp _exchange = new(http, time);
    private readonly Uri _url = ChatCompletions.Url(settings.BaseUrl ?? throw new ArgumentException($"Judge {settings.Name} has no base URL", nameof(settings)));

    public Evaluator Evaluator => settings.Evaluator;

    public JudgePrice Price => settings.Price;

    public int Concurrency => settings.Concurrency;

    public async Task<JudgeReply> AskAsync(string callId, JudgePrompt prompt, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = Content(prompt) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add(IdempotencyKey, callId);
        if (settings.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        var answer = await _exchange.SendAsync(request, MaxAnswerBytes, settings.Timeout, cancellation).ConfigureAwait(false);
        return answer switch
        {
            HttpAnswer.Received { Head.IsSuccess: true } received => Read(received),
            HttpAnswer.Received refused => new JudgeReply.Unanswered(OpenAiRefusal.Of(refused, time), refused.Latency, Unbilled.Usage(refused.Head.Status)),
            HttpAnswer.Missing missing => new JudgeReply.Unanswered(new JudgeOutcome.Unavailable(missing.Reason), missing.Latency, missing.MayHaveArrived ? null : JudgeUsage.None),
            _ => Without(new JudgeOutcome.Malformed(), answer),
        };
    }

    public void Dispose() => http.Dispose();

    private ByteArrayContent Content(JudgePrompt prompt) =>
        new(ChatCompletions.Request(settings.Evaluator.Model, prompt)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static JudgeReply Read(HttpAnswer.Received received)
    {
        var completion = ChatCompletion.Read(received.Body);
        return completion switch
        {
            null => Without(new JudgeOutcome.Malformed(), received),
            { Refused: { } reason } => new JudgeReply.Unanswered(new JudgeOutcome.Rejected(reason), received.Latency, completion.Usage),
            { Text: { } text } => new JudgeReply.Answered(text, received.Latency, completion.Usage),
            _ => new JudgeReply.Unanswered(new JudgeOutcome.Malformed(), received.Latency, completion.Usage),
        };
    }

    private static JudgeReply.Unanswered Without(JudgeOutcome outcome, HttpAnswer answer) => new(outcome, answer.Latency, null);
}

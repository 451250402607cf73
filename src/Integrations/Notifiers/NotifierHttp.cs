using System.Net.Http.Headers;
using System.Net.Mime;
using Plimsoll.Alerting.Desk;
using Plimsoll.Integrations.Http;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>Posts JSON to a receiver, no faster than it bears, and says what became of it. URL and body stay out of every reason.</summary>
internal sealed class NotifierHttp(HttpMessageInvoker http, TimeProvider time, TimeSpan timeout, TimeSpan spacing)
{
    private const int MostAnswerBytes = 64 << 10;
    private const int TooManyRequests = 429;
    private const int RequestTimeout = 408;
    private const int ServerError = 500;

    private readonly BoundedHttp _exchange = new(http, time);
    private long _notBefore;

    /// <param name="accepts">Whether a successful answer's body says so too; null: every one does.</param>
    public async Task<DeliveryOutcome> PostAsync(
        Uri url, byte[] body, CancellationToken cancellation, AuthenticationHeaderValue? authorization = null, Func<ReadOnlyMemory<byte>, bool>? accepts = null)
    {
        await SpaceAsync(cancellation).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        request.Headers.Authorization = authorization;
        var answer = await _exchange.SendAsync(request, MostAnswerBytes, timeout, cancellation).ConfigureAwait(false);
        return answer switch
        {
            HttpAnswer.Received { Head.IsSuccess: true } received =>
                accepts?.Invoke(received.Body) is false ? new DeliveryOutcome.Later(null, "unexpected_answer") : new DeliveryOutcome.Sent(),
            HttpAnswer.Received { Head: { Status: TooManyRequests } head } => new DeliveryOutcome.Later(head.RetryAfter, "rate_limited"),
            HttpAnswer.Received { Head: { Status: RequestTimeout or >= ServerError } head } => new DeliveryOutcome.Later(head.RetryAfter, "server_error"),
            HttpAnswer.Received { Head: var head } when IsFinal(head.Status) => new DeliveryOutcome.Rejected($"status_{head.Status}"),
            HttpAnswer.Received { Head: var head } => new DeliveryOutcome.Later(head.RetryAfter, $"status_{head.Status}"),
            HttpAnswer.TooLong => new DeliveryOutcome.Sent(),
            HttpAnswer.Missing missing => new DeliveryOutcome.Later(null, missing.Reason) { MayHaveArrived = missing.MayHaveArrived },
            _ => throw new InvalidOperationException($"No rule for {answer.GetType().Name}"),
        };
    }

    /// <summary>Whether an answer is about what was said. Others are about the way there (a key, an address, a proxy), which somebody may repair before the notification is given up.</summary>
    public static bool IsFinal(int status) => status is 400 or 413 or 422;

    /// <summary>Of several outcomes the one that asks for most: all have to be sent.</summary>
    public static DeliveryOutcome Worst(IReadOnlyList<DeliveryOutcome> outcomes) =>
        (outcomes.OfType<DeliveryOutcome.Later>().MaxBy(o => o.After ?? TimeSpan.Zero) is { } latest
            ? latest with { MayHaveArrived = outcomes.Any(o => o is DeliveryOutcome.Sent or DeliveryOutcome.Later { MayHaveArrived: true }) } : null)
        ?? outcomes.FirstOrDefault(o => o is DeliveryOutcome.Rejected)
        ?? new DeliveryOutcome.Sent();

    private async Task SpaceAsync(CancellationToken cancellation)
    {
        if (spacing == TimeSpan.Zero)
            return;
        var wait = TimeSpan.FromMilliseconds(_notBefore - time.GetUtcNow().ToUnixTimeMilliseconds());
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait < spacing ? wait : spacing, time, cancellation).ConfigureAwait(false);
        _notBefore = (time.GetUtcNow() + spacing).ToUnixTimeMilliseconds();
    }
}

using System.Net.Http.Headers;
using Plimsoll.Integrations.Http;

namespace Plimsoll.Integrations.Export;

/// <summary>Posts payloads to one receiver, and says what became of each. What may be tried again is 408, 429, 5xx and no answer at all.</summary>
/// <param name="headers">Of each request beside those of the payload; they may hold keys.</param>
public sealed class ExportClient(HttpMessageInvoker http, TimeProvider time, TimeSpan timeout, IReadOnlyList<KeyValuePair<string, string>> headers)
{
    private const int MostAnswerBytes = 64 << 10;
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;
    private const int ServerError = 500;

    private readonly BoundedHttp _exchange = new(http, time);

    public static HttpMessageInvoker NewHttp() => BoundedHttp.Client(connections: 1);

    public async Task<ExportOutcome> PostAsync(ExportPayload payload, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, payload.Url) { Content = new ReadOnlyMemoryContent(payload.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Plimsoll", null));
        if (payload.Encoding is { } encoding)
            request.Content.Headers.ContentEncoding.Add(encoding);
        foreach (var (name, value) in payload.Headers.Concat(headers))
            request.Headers.TryAddWithoutValidation(name, value);
        return await _exchange.SendAsync(request, MostAnswerBytes, timeout, cancellation).ConfigureAwait(false) switch
        {
            HttpAnswer.Received { Head.IsSuccess: true } or HttpAnswer.TooLong => new ExportOutcome.Sent(),
            HttpAnswer.Received { Head: { Status: RequestTimeout or TooManyRequests or >= ServerError } head } => new ExportOutcome.Later(head.RetryAfter, $"status_{head.Status}"),
            HttpAnswer.Received { Head.Status: var status } => new ExportOutcome.Refused($"status_{status}"),
            HttpAnswer.Missing missing => new ExportOutcome.Later(null, missing.Reason),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}"),
        };
    }
}

/// <summary>One request's worth.</summary>
/// <param name="Encoding">Of the body; null for none.</param>
/// <param name="Points">Samples or events in it.</param>
public sealed record ExportPayload(Uri Url, ReadOnlyMemory<byte> Body, string? Encoding, IReadOnlyList<KeyValuePair<string, string>> Headers, int Points);

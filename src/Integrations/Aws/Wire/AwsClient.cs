using System.Globalization;
using Amazon.Runtime;
using Plimsoll.Integrations.Http;

namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>Signs and sends requests to one service, and tries again what the official SDKs try again.</summary>
internal sealed class AwsClient(AwsService service, AwsConnection connection)
{
    /// <summary>Of an answer; the largest is a page of GetMetricData with 100,800 points.</summary>
    public const int MaxAnswerBytes = 32 << 20;

    private readonly BoundedHttp _http = new(connection.Http, connection.Time);
    private readonly Uri _address = connection.Address ?? service.Address(connection.Region);
    private readonly IAwsAuthorization _authorization = connection.Authorization(service);
    private readonly RetryQuota _quota = new();
    private TimeSpan _clockOffset;

    public async Task<AwsResult<AwsResponse>> SendAsync(AwsRequest request, CancellationToken cancellation)
    {
        var invocation = Guid.NewGuid().ToString();
        var taken = 0;
        for (var attempt = 1; ; attempt++)
        {
            var result = await AttemptAsync(request, invocation, attempt, cancellation).ConfigureAwait(false);
            if (result is not AwsResult<AwsResponse>.Failed { Failure: var failure })
            {
                _quota.Succeeded(taken);
                return result;
            }
            if (attempt >= connection.MaxAttempts || !(failure.ClockMoved || RetryRules.IsThrottling(failure) || RetryRules.IsTransient(failure)))
                return result;
            if (_quota.TryTake(failure) is not { } cost)
                return result;
            taken = cost;
            await Task.Delay(RetryRules.Delay(failure, attempt, connection.Jitter()), connection.Time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<AwsResult<AwsResponse>> AttemptAsync(AwsRequest request, string invocation, int attempt, CancellationToken cancellation)
    {
        var now = connection.Time.GetUtcNow() + _clockOffset;
        HttpRequestMessage message;
        try
        {
            message = await SignedAsync(request, invocation, attempt, now).ConfigureAwait(false);
        }
        catch (Exception none) when (none is AmazonClientException or AmazonServiceException)
        {
            return new AwsResult<AwsResponse>.Failed(new(AwsFailure.NoCredentials, 0) { Message = none.Message }, TimeSpan.Zero);
        }
        using (message)
        {
            var answer = await _http.SendAsync(message, MaxAnswerBytes, connection.Timeout, cancellation).ConfigureAwait(false);
            return answer is HttpAnswer.Received { Head.IsSuccess: true } received
                ? new AwsResult<AwsResponse>.Done(new(received.Head, received.Body), received.Latency)
                : new AwsResult<AwsResponse>.Failed(Failure(answer, now), answer.Latency);
        }
    }

    private async Task<HttpRequestMessage> SignedAsync(AwsRequest request, string invocation, int attempt, DateTimeOffset now)
    {
        var headers = request.Headers.ToDictionary(h => h.Name, h => h.Value);
        headers["host"] = _address.Authority;
        headers["content-type"] = request.ContentType;
        headers["content-length"] = request.Body.Length.ToString(CultureInfo.InvariantCulture);
        headers["amz-sdk-invocation-id"] = invocation;
        headers["amz-sdk-request"] = string.Create(CultureInfo.InvariantCulture, $"attempt={attempt}; max={connection.MaxAttempts}");
        await _authorization.AuthorizeAsync(request.Path, headers, request.Body, now).ConfigureAwait(false);
        var content = new ByteArrayContent(request.Body);
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, request.Path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            var into = name.StartsWith("content-", StringComparison.Ordinal) ? (System.Net.Http.Headers.HttpHeaders)content.Headers : message.Headers;
            into.TryAddWithoutValidation(name, value);
        }
        message.Headers.TryAddWithoutValidation("user-agent", AwsConnection.UserAgent);
        return message;
    }

    private AwsFailure Failure(HttpAnswer answer, DateTimeOffset signed)
    {
        if (answer is not HttpAnswer.Received refused)
            return answer is HttpAnswer.Missing missing ? new(missing.Reason, 0) : new(AwsFailure.TooLong, 200);
        var failure = AwsErrors.Of(refused);
        if (refused.Head.Date is not { } theirs || !RetryRules.IsSkewed(failure, theirs - signed))
            return failure;
        _clockOffset = theirs - connection.Time.GetUtcNow();
        return failure with { ClockMoved = true };
    }
}

/// <summary>A success.</summary>
internal sealed record AwsResponse(HttpHead Head, ReadOnlyMemory<byte> Body);

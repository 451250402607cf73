using System.Net.Http.Headers;

namespace Plimsoll.Integrations.Http;

/// <summary>Status and headers of an answer.</summary>
internal sealed class HttpHead(HttpResponseMessage response, TimeProvider time)
{
    public int Status { get; } = (int)response.StatusCode;

    public bool IsSuccess { get; } = response.IsSuccessStatusCode;

    /// <summary>How long the server asks to be left alone; null where it says nothing, never below 0.</summary>
    public TimeSpan? RetryAfter { get; } = Wait(response.Headers.RetryAfter, time);

    /// <summary>The server's clock.</summary>
    public DateTimeOffset? Date { get; } = response.Headers.Date;

    /// <summary>The first value of a header, or null.</summary>
    public string? this[string name] => response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private static TimeSpan? Wait(RetryConditionHeaderValue? header, TimeProvider time)
    {
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}

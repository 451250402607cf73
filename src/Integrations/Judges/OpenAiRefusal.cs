using System.Globalization;
using System.Text.Json;
using Plimsoll.Integrations.Http;
using Plimsoll.Quality.Queue;

namespace Plimsoll.Integrations.Judges;

/// <summary>What an OpenAI-compatible server means by a status that is no success.</summary>
internal static class OpenAiRefusal
{
    public static JudgeOutcome Of(HttpAnswer.Received refused, TimeProvider time)
    {
        var status = refused.Head.Status;
        return status switch
        {
            429 when ErrorCode(refused.Body) == "insufficient_quota" => new JudgeOutcome.QuotaSpent(NextDay.Ms(time)),
            429 => new JudgeOutcome.Throttled(refused.Head.RetryAfter),
            503 when refused.Head.RetryAfter is { } wait => new JudgeOutcome.Throttled(wait),
            408 or >= 500 => new JudgeOutcome.Unavailable(Reason(status)),
            _ => new JudgeOutcome.Rejected(Reason(status)),
        };
    }

    private static string Reason(int status) => string.Create(CultureInfo.InvariantCulture, $"http_{status}");

    private static string? ErrorCode(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return JsonParts.Member(document.RootElement, "error") is { } error ? JsonParts.Text(error, "code") : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // A proxy's page in place of the server's own error: the status alone speaks.
            return null;
        }
    }
}

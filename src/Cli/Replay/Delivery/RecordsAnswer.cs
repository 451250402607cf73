using System.Text.Json;

namespace Plimsoll.Cli.Replay.Delivery;

/// <summary>Reads the answer of <c>/api/v1/records</c>.</summary>
internal static class RecordsAnswer
{
    public static async Task<DeliveryResult> ReadAsync(Stream body, CancellationToken cancellation)
    {
        try
        {
            using var answer = await JsonDocument.ParseAsync(body, cancellationToken: cancellation);
            var root = answer.RootElement;
            var rejected = root.GetProperty("rejected").EnumerateArray().Select(Rejected).ToList();
            var total = root.TryGetProperty("rejected_total", out var counted) ? counted.GetInt32() : rejected.Count;
            return new DeliveryResult.Counted(
                root.GetProperty("accepted").GetInt32(), root.GetProperty("duplicates").GetInt32(), rejected, total - rejected.Count);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new DeliveryResult.Failed("200 with an answer that is not the gateway's; is --to right?");
        }
    }

    private static RejectedRecord Rejected(JsonElement rejected)
    {
        var reason = Text(rejected, "reason") ?? "no reason given";
        var label = (Text(rejected, "field"), Text(rejected, "code")) is ({ } field, { } code) ? $"{field}: {code}" : reason;
        return new RejectedRecord(rejected.GetProperty("index").GetInt32(), label, reason);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;
}

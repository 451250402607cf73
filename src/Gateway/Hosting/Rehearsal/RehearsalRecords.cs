using System.Globalization;
using System.Text;

namespace Plimsoll.Gateway.Hosting.Rehearsal;

/// <summary>Made-up records with the fields that clients send.</summary>
internal static class RehearsalRecords
{
    /// <summary>Of a client that sends often.</summary>
    public const int Few = 20;

    private const int Components = 4;

    /// <param name="round">Makes the ids new.</param>
    public static byte[] Lines(int round, int count, long nowMs)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++)
            lines.Append(Line(round, i, nowMs)).Append('\n');
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private static string Line(int round, int i, long nowMs) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"request_id":"rehearsal-{{round}}-{{i}}","component":"rehearsal-{{i % Components}}","model":"m","model_version":"1","timestamp":{{nowMs - i}},"input_tokens":{{600 + i}},"output_tokens":{{100 + i}},"cached_input_tokens":{{i}},"ttft_ms":{{120.25 + i + round}},"tpot_ms":{{8.5 + (i + round) % 9}},"total_latency_ms":{{2400.5 + (3 * i)}},"queue_ms":{{1.5 + i}},"prefill_ms":{{90.125 + i}},"decode_ms":{{2100.75 + i}},"stages":[{"name":"retrieve","ms":{{12.5 + i}}},{"name":"rerank","ms":3}],"finish_reason":"stop"}""");
}

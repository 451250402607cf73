using System.Globalization;
using System.Text;

namespace Plimsoll.Bench.Micro;

/// <summary>A body of 1,000 records as a client sends them: 12 numbers, 20 components, request ids of their own.</summary>
internal static class SampleRecords
{
    public const int Count = 1_000;
    public const int Components = 20;

    public static byte[] Lines(long timestampMs)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Count; i++)
            AppendRecord(text, i, timestampMs + i).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static StringBuilder AppendRecord(StringBuilder text, int i, long timestampMs) => text.Append(
        CultureInfo.InvariantCulture,
        $$"""{"request_id":"0192d3c4-7a00-7000-8000-{{i:x12}}","component":"model-{{i % Components:00}}","timestamp":{{timestampMs}},"input_tokens":{{600 + i}},"output_tokens":{{150 + i % 97}},"cached_input_tokens":{{200 + i % 31}},"ttft_ms":{{150.017 + i}},"tpot_ms":{{12.25 + i % 7}},"total_latency_ms":{{2500.125 + i}},"queue_ms":{{20.5 + i % 13}},"prefill_ms":{{120.75 + i % 17}},"decode_ms":{{1800.625 + i}},"stages":[{"name":"tokenize","ms":1.5},{"name":"guard","ms":{{8.25 + i % 5}}},{"name":"detokenize","ms":2.125}]}""");
}

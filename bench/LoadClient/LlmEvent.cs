namespace Plimsoll.Bench;

/// <summary>One finished request with twelve numbers. Times in milliseconds.</summary>
internal readonly record struct LlmEvent(
    int Index, int Component, long TimestampMs, long InputTokens, long OutputTokens, long CachedInputTokens,
    double Ttft, double Tpot, double Total, double Queue, double Prefill, double Decode, double Tokenize, double Guard, double Detokenize)
{
    public const int Components = 20;

    /// <summary>The twelve numbers by the names that both servers know them by.</summary>
    public static readonly string[] Fields =
    [
        "input_tokens", "output_tokens", "cached_input_tokens", "ttft_ms", "tpot_ms", "total_latency_ms",
        "queue_ms", "prefill_ms", "decode_ms", "tokenize_ms", "guard_ms", "detokenize_ms",
    ];

    public string ComponentName => $"model-{Component:00}";

    public string RequestId => $"0192d3c4-7a00-7000-8000-{Index:x12}";

    public double Field(int index) => index switch
    {
        0 => InputTokens,
        1 => OutputTokens,
        2 => CachedInputTokens,
        3 => Ttft,
        4 => Tpot,
        5 => Total,
        6 => Queue,
        7 => Prefill,
        8 => Decode,
        9 => Tokenize,
        10 => Guard,
        11 => Detokenize,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };
}

namespace Plimsoll.Aggregation;

/// <summary>Measures whose distribution is kept. Values are part of the stored format.</summary>
public enum Measure : byte
{
    Ttft = 0,
    Tpot = 1,
    Total = 2,
    Queue = 3,
    Prefill = 4,
    Decode = 5,
    InputTokens = 6,
    OutputTokens = 7,
    PromptChars = 8,
    ResponseChars = 9,
}

/// <summary>Names and units of the measures.</summary>
public static class Measures
{
    public const int Count = 10;

    /// <summary>Nanoseconds in the seconds that latency sketches record.</summary>
    public const double NanosecondsPerSecond = 1e9;

    /// <summary>Lengths of texts are kept with a relative error of at most 2.17%, for a quarter of the memory.</summary>
    private const int CharsScale = 4;

    private static readonly string[] s_names =
        ["ttft_ms", "tpot_ms", "total_latency_ms", "queue_ms", "prefill_ms", "decode_ms", "input_tokens", "output_tokens", "prompt_chars", "response_chars"];

    public static IReadOnlyList<string> Names => s_names;

    public static bool IsLatency(this Measure measure) => measure < Measure.InputTokens;

    /// <summary>An empty histogram as fine as the measure asks for.</summary>
    public static ExponentialHistogram NewHistogram(this Measure measure) =>
        measure >= Measure.PromptChars ? new(CharsScale) : new();

    /// <summary>Whole units in the unit that the sketch records.</summary>
    public static double UnitsPerValue(this Measure measure) => measure.IsLatency() ? NanosecondsPerSecond : 1;

    /// <summary>From what the sketch records to what views show: milliseconds, tokens or characters.</summary>
    public static double ViewFactor(this Measure measure) => measure.IsLatency() ? 1000 : 1;
}

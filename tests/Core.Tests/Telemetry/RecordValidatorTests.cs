using System.Text.Json;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

public class RecordValidatorTests
{
    private const long Now = 1_790_000_000_000;

    [Fact]
    public void Component_timestamp_and_one_measurement_are_enough() =>
        Assert.Null(RecordValidator.Validate(new InferenceRecord { Component = "c", TimestampMs = Now, OutputTokens = 0 }));

    [Theory]
    [InlineData(1250.0, 250.0, 101, 10.0)]
    [InlineData(900.0, 300.0, 2, 600.0)]
    [InlineData(500.0, 500.0, 1, null)]
    [InlineData(300.0, null, 0, null)]
    public void Tpot_follows_from_total_ttft_and_output_tokens(double total, double? ttft, long tokens, double? expected)
    {
        var record = Good();
        (record.TotalLatencyMs, record.TtftMs, record.OutputTokens) = (total, ttft, tokens);

        Assert.Null(RecordValidator.Validate(record));
        Assert.Equal(expected, record.TpotMs);
    }

    [SharedFact("vectors", "ttft_tpot_throughput.json")]
    public void Worked_example_of_tpot_comes_out()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(SharedData.TryPath("vectors", "ttft_tpot_throughput.json")!));
        var example = vectors.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "tpot");
        var requests = example.GetProperty("inputs").GetProperty("requests_e2e_ms_ttft_ms_output_tokens").EnumerateArray().ToList();
        var expected = example.GetProperty("expected").GetProperty("tpot_ms").EnumerateArray().Select(Number).ToList();
        var reasons = example.GetProperty("expected").GetProperty("reason_null").EnumerateArray().Select(r => r.GetString()).ToList();

        Assert.Equal(5, requests.Count);
        for (var i = 0; i < requests.Count; i++)
        {
            var record = Good();
            (record.TotalLatencyMs, record.TtftMs) = (Number(requests[i].GetProperty("e2e")), Number(requests[i].GetProperty("ttft")));
            record.OutputTokens = requests[i].GetProperty("n").GetInt64();
            var rejection = RecordValidator.Validate(record);

            Assert.Equal(expected[i] ?? double.NaN, record.TpotMs ?? double.NaN, 1e-12);
            Assert.Equal(reasons[i]?.StartsWith("clock_skew", StringComparison.Ordinal) is true ? "clock_skew" : null, rejection?.Code);
        }

        static double? Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetDouble();
    }

    [Fact]
    public void Tpot_that_was_sent_is_kept()
    {
        var record = Good();
        (record.TotalLatencyMs, record.TtftMs, record.OutputTokens, record.TpotMs) = (1250, 250, 101, 11);

        Assert.Null(RecordValidator.Validate(record));
        Assert.Equal(11, record.TpotMs);
    }

    [Fact]
    public void First_token_after_the_last_is_clock_skew_and_names_both()
    {
        var record = Good();
        (record.TotalLatencyMs, record.TtftMs, record.OutputTokens) = (2000, 2100, 10);

        var rejection = RecordValidator.Validate(record);

        Assert.Equal("clock_skew", rejection?.Code);
        Assert.Equal("ttft_ms 2100 is above total_latency_ms 2000: their clocks disagree", rejection?.Message);
        Assert.Null(record.TpotMs);
    }

    public static TheoryData<string, string, Action<InferenceRecord>> BadRecords => new()
    {
        { "missing", "component is missing or empty", r => r.Component = "" },
        { "too_long", $"component '{new string('c', 64)}…' has 257 characters; at most 256 are taken", r => r.Component = new('c', 257) },
        { "bad_text", "component 'a?b' holds a control character or half a surrogate pair", r => r.Component = "a\nb" },
        { "bad_text", "model 'a?' holds a control character or half a surrogate pair", r => r.Model = "a\ud83d" },
        { "bad_text", "tenant 'é?' holds a control character or half a surrogate pair", r => r.Tenant = "é\u0085" },
        { "missing", "timestamp is missing (or 0)", r => r.TimestampMs = 0 },
        { "bad_timestamp", "timestamp 1790000000 ms since 1970 is outside the years 2000 to 2099; it looks like seconds", r => r.TimestampMs = Now / 1000 },
        { "bad_timestamp", "timestamp 946684799999 ms since 1970 is outside the years 2000 to 2099", r => r.TimestampMs = 946_684_799_999 },
        { "bad_timestamp", "timestamp 4102444800000 ms since 1970 is outside the years 2000 to 2099", r => r.TimestampMs = 4_102_444_800_000 },
        { "bad_timestamp", "timestamp -5 ms since 1970 is outside the years 2000 to 2099", r => r.TimestampMs = -5 },
        { "too_long", $"request_id '{new string('r', 64)}…' has 257 characters; at most 256 are taken", r => r.RequestId = new('r', 257) },
        { "bad_id", "trace_id 'abc' is not 32 hexadecimal digits", r => r.TraceId = "abc" },
        { "bad_id", "span_id '00f067aa0ba902bx' is not 16 hexadecimal digits", r => r.SpanId = "00f067aa0ba902bx" },
        { "out_of_range", "input_tokens -5 is not between 0 and 1000000000", r => r.InputTokens = -5 },
        { "out_of_range", "output_tokens 1000000001 is not between 0 and 1000000000", r => r.OutputTokens = 1_000_000_001 },
        { "out_of_range", "cached_input_tokens -1 is not between 0 and 1000000000", r => r.CachedInputTokens = -1 },
        { "not_finite", "ttft_ms NaN is not a finite number", r => r.TtftMs = double.NaN },
        { "not_finite", "tpot_ms Infinity is not a finite number", r => r.TpotMs = double.PositiveInfinity },
        { "out_of_range", "total_latency_ms -0.5 is not between 0 and 86400000", r => r.TotalLatencyMs = -0.5 },
        { "out_of_range", "queue_ms 86400000.5 is not between 0 and 86400000", r => r.QueueMs = 86_400_000.5 },
        { "out_of_range", "prefill_ms -1 is not between 0 and 86400000", r => r.PrefillMs = -1 },
        { "out_of_range", "decode_ms -1 is not between 0 and 86400000", r => r.DecodeMs = -1 },
        { "out_of_range", "prompt_chars -1 is not between 0 and 2147483647", r => r.PromptChars = -1 },
        { "out_of_range", "response_chars -1 is not between 0 and 2147483647", r => r.ResponseChars = -1 },
        { "missing", "labels is missing or empty", r => r.Labels.Add(new("", "x")) },
        { "bad_text", "labels '?' holds a control character or half a surrogate pair", r => r.Labels.Add(new("k", "\u0001")) },
        { "too_many", "labels has 33 entries; at most 32 are taken", r => r.Labels.AddRange(Enumerable.Repeat(new KeyValuePair<string, string>("k", "v"), 33)) },
        { "missing", "stages.name is missing or empty", r => r.Stages.Add(new("", 1)) },
        { "out_of_range", "stages.ms -1 is not between 0 and 86400000", r => r.Stages.Add(new("retrieve", -1)) },
        { "too_many", "stages has 65 entries; at most 64 are taken", r => r.Stages.AddRange(Enumerable.Repeat(new Stage("s", 1), 65)) },
        { "not_finite", "scores.value NaN is not a finite number", r => r.Scores.Add(new("helpful", double.NaN, "client")) },
        { "missing", "scores.name is missing or empty", r => r.Scores.Add(new("", 1, "client")) },
        { "too_long", $"scores.source '{new string('s', 64)}…' has 129 characters; at most 128 are taken", r => r.Scores.Add(new("n", 1, new('s', 129))) },
        { "too_many", "scores has 65 entries; at most 64 are taken", r => r.Scores.AddRange(Enumerable.Repeat(new ClientScore("s", 1, "c"), 65)) },
        { "missing", "safety_flags is missing or empty", r => r.SafetyFlags.Add("") },
        { "too_many", "safety_flags has 33 entries; at most 32 are taken", r => r.SafetyFlags.AddRange(Enumerable.Repeat("f", 33)) },
        { "out_of_range", "output_token_ids -7 is not between 0 and 2147483647", r => r.OutputTokenIds.AddRange([1, -7]) },
        { "too_many", "output_token_ids has 131073 entries; at most 131072 are taken", r => r.OutputTokenIds.AddRange(new int[131_073]) },
        { "not_finite", "embedding NaN is not a finite number", r => r.Embedding.AddRange([1, float.NaN]) },
        { "too_many", "embedding has 16385 entries; at most 16384 are taken", r => r.Embedding.AddRange(new float[16_385]) },
        { "no_measurement", "there is no measurement; one is needed: tokens, a latency, stages, finish_reason, error_type, scores, safety_flags, prompt, response, refused or format_ok", r => r.OutputTokens = null },
    };

    [Theory]
    [MemberData(nameof(BadRecords))]
    public void Bad_record_is_rejected_with_field_and_value(string code, string message, Action<InferenceRecord> spoil)
    {
        var record = Good();
        spoil(record);

        var rejection = RecordValidator.Validate(record);

        Assert.Equal((code, message), (rejection?.Code, rejection?.Message));
    }

    [Fact]
    public void Empty_texts_and_zero_ids_count_as_absent()
    {
        var record = Good();
        record.Model = record.RequestId = record.ErrorType = "";
        (record.TraceId, record.SpanId) = (new string('0', 32), "");
        record.Labels.AddRange([new("region", ""), new("tier", "gold")]);

        Assert.Null(RecordValidator.Validate(record));
        Assert.All([record.Model, record.RequestId, record.ErrorType, record.TraceId, record.SpanId], Assert.Null);
        Assert.Equal([new("tier", "gold")], record.Labels);
    }

    [Fact]
    public void Ids_become_lower_case()
    {
        var record = Good();
        (record.TraceId, record.SpanId) = ("4BF92F3577B34DA6A3CE929D0E0E4736", "00F067AA0BA902B7");

        Assert.Null(RecordValidator.Validate(record));
        Assert.Equal(("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"), (record.TraceId, record.SpanId));
    }

    [Fact]
    public void Names_of_any_script_are_taken()
    {
        var record = Good();
        (record.Component, record.Model) = ("モデル-б", "👍🏽 ok");

        Assert.Null(RecordValidator.Validate(record));
    }

    private static InferenceRecord Good() => new() { Component = "c", TimestampMs = Now, OutputTokens = 7 };
}

using System.Text;
using Plimsoll.Gateway.Ingest;

namespace Plimsoll.Gateway.Tests.Ingest.Json;

public class RecordDecoderTests
{
    private const string Full = """
        {"request_id":"r-1","trace_id":"8d705f8906fbb66323cecf50703d4aaa","span_id":"244b80ef7c91c051","component":"chat",
        "endpoint":"prod","tenant":"acme","model":"gpt-oss-20b","model_version":"3","prompt_version":"p7","variant":"b","copy":"c1",
        "labels":{"region":"eu","tier":"gold"},"timestamp":"2026-11-20T12:00:00.25Z","input_tokens":100,"output_tokens":40,
        "cached_input_tokens":64,"output_token_ids":[1,2,3],"ttft_ms":120.5,"tpot_ms":8.25,"total_latency_ms":450,"queue_ms":1,
        "prefill_ms":100,"decode_ms":330.125,"stages":[{"name":"retrieve","ms":12.5},{"ms":3,"name":"rerank","note":"x"}],
        "finish_reason":"stop","error_type":null,"user_id":"u1","session_id":"s1","prompt_class":"qa","prompt":"Grüße 😀",
        "context":["a",{"b":1}],"response":"ok\n","scores":[{"name":"helpful","value":0.5,"source":"eval"},{"name":"short","value":1}],
        "safety_flags":["pii"],"embedding":[0.5,-1]}
        """;

    [Fact]
    public void Every_field_of_a_record_is_read()
    {
        var (record, rejection) = Decoding.Record(Full);

        Assert.Null(rejection);
        Assert.Equal(("r-1", "8d705f8906fbb66323cecf50703d4aaa", "244b80ef7c91c051"), (record.RequestId, record.TraceId, record.SpanId));
        Assert.Equal(("chat", "prod", "acme", "gpt-oss-20b"), (record.Component, record.Endpoint, record.Tenant, record.Model));
        Assert.Equal(("3", "p7", "b", "c1"), (record.ModelVersion, record.PromptVersion, record.Variant, record.Copy));
        Assert.Equal([new("region", "eu"), new("tier", "gold")], record.Labels);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 12, 0, 0, 250, TimeSpan.Zero).ToUnixTimeMilliseconds(), record.TimestampMs);
        Assert.Equal((100L, 40L, 64L), (record.InputTokens, record.OutputTokens, record.CachedInputTokens));
        Assert.Equal([1, 2, 3], record.OutputTokenIds);
        Assert.Equal((120.5, 8.25, 450d), (record.TtftMs, record.TpotMs, record.TotalLatencyMs));
        Assert.Equal((1d, 100d, 330.125), (record.QueueMs, record.PrefillMs, record.DecodeMs));
        Assert.Equal([new("retrieve", 12.5), new("rerank", 3)], record.Stages);
        Assert.Equal(("stop", null, "qa"), (record.FinishReason, record.ErrorType, record.PromptClass));
        Assert.Equal([new("helpful", 0.5, "eval"), new("short", 1, "client")], record.Scores);
        Assert.Equal(["pii"], record.SafetyFlags);
        Assert.Equal([0.5f, -1f], record.Embedding);
    }

    [Fact]
    public void Ids_and_texts_are_kept_as_keyed_hashes_and_lengths_only()
    {
        var (record, _) = Decoding.Record(Full);

        Assert.Equal(Decoding.Hash.Hash64("u1"u8), record.UserHash);
        Assert.Equal(Decoding.Hash.Hash64("s1"u8), record.SessionHash);
        Assert.Equal(Decoding.Hash.Hash64(Encoding.UTF8.GetBytes("Grüße 😀")), record.PromptHash);
        Assert.Equal("Grüße 😀".Length, record.PromptChars);
        Assert.Equal(Decoding.Hash.Hash64("ok\n"u8), record.ResponseHash);
        Assert.Equal(3, record.ResponseChars);
    }

    [Fact]
    public void A_text_of_a_megabyte_of_escapes_is_hashed_as_the_text_it_stands_for()
    {
        var text = new string('\n', 1 << 20);

        var (record, rejection) = Decoding.Record($$"""{"prompt":"{{text.Replace("\n", "\\n", StringComparison.Ordinal)}}"}""");

        Assert.Null(rejection);
        Assert.Equal(Decoding.Hash.Hash64(Encoding.UTF8.GetBytes(text)), record.PromptHash);
        Assert.Equal(1 << 20, record.PromptChars);
    }

    [Theory]
    [InlineData("""{"input_tokens":"12"}""", "input_tokens", "input_tokens must be a whole number, not \"12\"")]
    [InlineData("""{"output_tokens":1.5}""", "output_tokens", "output_tokens must be a whole number, not 1.5")]
    [InlineData("""{"ttft_ms":"fast"}""", "ttft_ms", "ttft_ms must be a number, not \"fast\"")]
    [InlineData("""{"ttft_ms":1e999}""", "ttft_ms", "ttft_ms must be a number, not 1e999")]
    [InlineData("""{"total_latency_ms":{"v":[1,{}]},"x":{"y":{}}}""", "total_latency_ms", "total_latency_ms must be a number, not an object")]
    [InlineData("""{"component":7}""", "component", "component must be a string, not 7")]
    [InlineData("""{"component":true,"labels":{"a":{"b":1}}}""", "component", "component must be a string, not true")]
    [InlineData("""{"labels":["a"]}""", "labels", "labels must be an object of strings, not an array")]
    [InlineData("""{"labels":{"a":{"b":{}}}}""", "labels.a", "labels.a must be a string, not an object")]
    [InlineData("""{"stages":[{"name":"a","ms":"b"},{"name":"c","ms":1}]}""", "stages.ms", "stages.ms must be a number, not \"b\"")]
    [InlineData("""{"stages":[[1]]}""", "stages", "stages must be an array of {name, ms}, not an array")]
    [InlineData("""{"embedding":[1,null]}""", "embedding", "embedding must be an array of finite numbers, not null")]
    [InlineData("""{"output_token_ids":[99999999999]}""", "output_token_ids", "output_token_ids must be an array of whole numbers, not 99999999999")]
    [InlineData("""{"timestamp":"yesterday"}""", "timestamp", "not \"yesterday\"")]
    [InlineData("""[1,[2]]""", "record", "record must be an object, not an array")]
    [InlineData("""5""", "record", "record must be an object, not 5")]
    public void A_value_of_the_wrong_type_is_named_and_the_next_record_can_be_read(string json, string field, string message)
    {
        var (_, rejection) = Decoding.Record(json);

        Assert.Equal("wrong_type", rejection?.Code);
        Assert.Equal(field, rejection?.Field);
        Assert.Contains(message, rejection?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"stages":[{"name":"a"}]}""", "stages.ms")]
    [InlineData("""{"scores":[{"value":1}]}""", "scores.name")]
    public void A_part_that_a_list_needs_is_named_when_it_is_missing(string json, string field) =>
        Assert.Equal(("missing", field), (Decoding.Record(json).Rejection?.Code, Decoding.Record(json).Rejection?.Field));

    [Theory]
    [InlineData("""{"prompt":{"text":"my secret"}}""")]
    [InlineData("""{"user_id":424242}""")]
    [InlineData("""{"context":31337}""")]
    public void Values_of_private_fields_are_never_repeated(string json)
    {
        var (_, rejection) = Decoding.Record(json);

        Assert.NotNull(rejection);
        Assert.DoesNotContain("secret", rejection.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("424242", rejection.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("31337", rejection.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("12.0", 12)]
    [InlineData("1e3", 1000)]
    [InlineData("9007199254740993", 9007199254740993)]
    public void Whole_numbers_may_be_written_with_a_point_or_an_exponent(string written, long expected) =>
        Assert.Equal(expected, Decoding.Record($$"""{"input_tokens":{{written}}}""").Record.InputTokens);

    [Theory]
    [InlineData("0.1")]
    [InlineData("-0.5")]
    [InlineData("123456789012345")]
    [InlineData("0.00000000000001")]
    [InlineData("1234567890123.45")]
    [InlineData("12345678901234.567")]
    [InlineData("17.999999999999996")]
    [InlineData("4.35")]
    [InlineData("1.5e2")]
    public void Numbers_are_read_to_the_nearest_double(string written) =>
        Assert.Equal(double.Parse(written, System.Globalization.CultureInfo.InvariantCulture), Decoding.Record($$"""{"ttft_ms":{{written}}}""").Record.TtftMs);

    [Fact]
    public void Nulls_are_absent_and_the_last_of_two_members_counts()
    {
        var (record, rejection) = Decoding.Record(
            """{"model":null,"input_tokens":null,"labels":null,"stages":null,"timestamp":null,"ttft_ms":1,"ttft_ms":2,"safety_flags":["a"],"safety_flags":["b"]}""");

        Assert.Null(rejection);
        Assert.Null(record.Model);
        Assert.Equal(2, record.TtftMs);
        Assert.Equal(["b"], record.SafetyFlags);
    }

    [Fact]
    public void Escaped_names_and_values_are_understood()
    {
        var (record, rejection) = Decoding.Record("""{"comp\u006fnent":"a\u0062c","labels":{"\u0078":"\"y\""}}""");

        Assert.Null(rejection);
        Assert.Equal("abc", record.Component);
        Assert.Equal([new("x", "\"y\"")], record.Labels);
    }

    [Theory]
    [InlineData("""{"component":"\ud800"}""")]
    [InlineData("""{"prompt":"\udc00x"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"labels":{"\ud800":"x"}}""")]
    public void Half_a_surrogate_pair_is_rejected(string json) =>
        Assert.Equal("bad_text", Decoding.Record(json).Rejection?.Code);

    [Fact]
    public void Unknown_fields_are_skipped_and_counted_by_name()
    {
        var ignored = new IgnoredFields();

        var (record, rejection) = Decoding.Record("""{"Component":"x","extra":{"deep":[1,2,{"component":"no"}]},"component":"yes","extra":1}""", ignored);

        Assert.Null(rejection);
        Assert.Equal("yes", record.Component);
        Assert.Equal(3, ignored.Total);
    }

    [Fact]
    public void Lists_and_strings_are_bounded()
    {
        var labels = string.Join(',', Enumerable.Range(0, 3).Select(i => $"\"l{i}\":\"v\""));

        Assert.Equal("too_many", Decoding.Record("{\"labels\":{" + labels + "}}", maxLabels: 2).Rejection?.Code);
        Assert.Equal("too_many", Decoding.Record($$"""{"embedding":[{{string.Join(',', Enumerable.Repeat("1", 8193))}}]}""").Rejection?.Code);
        Assert.Equal("too_long", Decoding.Record($$"""{"component":"{{new string('x', 5000)}}"}""").Rejection?.Code);
    }
}

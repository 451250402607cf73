using Plimsoll.Aggregation;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Series;

public class MetricNamesTests
{
    [Theory]
    [InlineData("vllm:time_to_first_token_seconds")]
    [InlineData("vllm_time_to_first_token_seconds")]
    [InlineData("vllm_time_to_first_token")]
    [InlineData("sglang:time_to_first_token_seconds")]
    public void Engines_histogram_is_known_under_whatever_carried_it_here(string name) =>
        Assert.Equal(new SeriesMeaning.Distribution(Measure.Ttft, AggregateFamily.Engine), MetricNames.Find(name));

    [Theory]
    [InlineData("gen_ai.client.operation.duration")]
    [InlineData("gen_ai_client_operation_duration_seconds")]
    public void Conventions_are_known_with_dots_and_with_underscores(string name) =>
        Assert.Equal(new SeriesMeaning.Calls(AggregateFamily.OldClient), MetricNames.Find(name));

    [Theory]
    [InlineData("vllm:prompt_tokens_total", AggregateTarget.InputTokens)]
    [InlineData("vllm:generation_tokens", AggregateTarget.OutputTokens)]
    [InlineData("vllm:prefix_cache_hits_total", AggregateTarget.CachedInputTokens)]
    [InlineData("sglang:num_requests_total", AggregateTarget.Requests)]
    public void Counters_are_known_with_and_without_their_suffix(string name, AggregateTarget target) =>
        Assert.Equal(new SeriesMeaning.Total(target, AggregateFamily.Engine), MetricNames.Find(name));

    [Fact]
    public void Latency_of_a_token_counts_only_where_none_of_a_request_is_told() => Assert.Equal(
        new SeriesMeaning.Distribution(Measure.Tpot, AggregateFamily.TokenWeighted), MetricNames.Find("vllm:inter_token_latency_seconds"));

    [Theory]
    [InlineData("http.server.request.duration")]
    [InlineData("vllm:")]
    [InlineData("")]
    public void Other_metrics_are_not_known(string name) => Assert.Null(MetricNames.Find(name));
}

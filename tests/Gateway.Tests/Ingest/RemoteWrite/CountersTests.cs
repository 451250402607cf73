using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.RemoteWrite;

public class CountersTests
{
    private const string Engine = "model_name=\"m\",instance=\"a:8000\"";

    private static readonly long s_at = GatewayHost.Now.ToUnixTimeMilliseconds();

    [Fact]
    public async Task Counters_are_cumulative_points_of_their_target()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter()
            .Add("vllm:prompt_tokens_total", Engine, (s_at, 1000))
            .Add("vllm:generation_tokens_total", Engine, (s_at, 200))
            .Add("vllm:request_success_total", Engine + ",finished_reason=\"stop\"", (s_at, 7))
            .Add("vllm:prompt_tokens_created", Engine, (s_at, 1.7e9))
            .SendAsync(host);

        Assert.Equal(
            [(AggregateTarget.InputTokens, null, 1000), (AggregateTarget.OutputTokens, null, 200), (AggregateTarget.Requests, null, 7), (AggregateTarget.FinishReason, "stop", 7L)],
            host.Pipeline.Aggregates.Select(a => (a.Target, a.Name, a.Value)));
        Assert.All(host.Pipeline.Aggregates, a =>
        {
            Assert.Equal(("m", "a:8000", "m", s_at), (a.Component, a.Copy, a.Model, a.TimestampMs));
            Assert.Equal((true, null, TelemetrySource.RemoteWrite, AggregateFamily.Engine), (a.Cumulative, a.StartMs, a.Source, a.Family));
        });
        Assert.Equal(4, host.Pipeline.Aggregates.Select(a => a.Series).Distinct().Count());
    }

    [Fact]
    public async Task A_series_is_the_same_from_every_server_of_a_cluster_and_another_with_any_other_label()
    {
        await using var host = await GatewayHost.StartAsync();
        foreach (var labels in new[] { "cluster=\"c\",__replica__=\"a\"", "__replica__=\"b\",cluster=\"c\"", "cluster=\"d\",__replica__=\"a\"", "cluster=\"d\",__replica__=\"a\",job=\"j\"" })
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await new SeriesWriter().Add("vllm:prompt_tokens_total", $"{Engine},{labels}", (s_at, 1)).SendAsync(host);
        }

        var series = host.Pipeline.Aggregates.Select(a => a.Series).ToList();
        Assert.Equal(4, series.Count);
        Assert.Equal(series[0], series[1]);
        Assert.Equal(3, series.Distinct().Count());
    }

    [Fact]
    public async Task A_counter_that_ended_or_is_unknown_counts_nothing()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter().Add("vllm:prompt_tokens_total", Engine, (s_at, SeriesWriter.Stale), (s_at + 1, double.NaN)).SendAsync(host);

        Assert.Empty(host.Pipeline.Aggregates);
        var metrics = await host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("plimsoll_gateway_remote_write_samples_total{result=\"stale_marker\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_remote_write_samples_total{result=\"not_a_number\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_of_several_scrapes_are_handed_over_in_order_of_time()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter()
            .Add("vllm:prompt_tokens_total", Engine, (s_at, 1), (s_at + 15_000, 2))
            .Add("vllm:generation_tokens_total", Engine, (s_at, 3), (s_at + 15_000, 4))
            .SendAsync(host);

        Assert.Equal([1, 3, 2, 4], host.Pipeline.Aggregates.Select(a => a.Value));
    }
}

using Plimsoll.Aggregation;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.RemoteWrite;

public class HistogramsTests
{
    private const string Ttft = "vllm:time_to_first_token_seconds";
    private const string Engine = "model_name=\"m\",instance=\"a:8000\"";

    private static readonly long s_at = GatewayHost.Now.ToUnixTimeMilliseconds();

    [Fact]
    public async Task The_series_of_a_classic_histogram_make_one_distribution()
    {
        await using var host = await GatewayHost.StartAsync();

        await Add(new SeriesWriter(), s_at, 0.1, 0.5).SendAsync(host);

        var row = Assert.Single(host.Pipeline.Aggregates);
        Assert.Equal((AggregateTarget.Distribution, Measure.Ttft, AggregateFamily.Engine, s_at), (row.Target, row.Measure, row.Family, row.TimestampMs));
        Assert.Equal([0.1, 0.5], row.Distribution!.Bounds);
        Assert.Equal([10, 10, 10], row.Distribution.Counts);
        Assert.Equal(13, row.Distribution.Sum);
    }

    [Fact]
    public async Task A_native_histogram_is_taken_over_and_its_classic_parts_count_no_more()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter().AddNative(Ttft, Engine, s_at, 3, 5).SendAsync(host);
        await Add(new SeriesWriter().AddNative(Ttft, Engine, s_at + 15_000, 4, 9), s_at + 15_000, 0.1, 0.5).SendAsync(host);

        Assert.Equal([[3, 5], [4, 9]], host.Pipeline.Aggregates.Select(a => a.Distribution!.Counts));
        Assert.Single(host.Pipeline.Aggregates.Select(a => a.Series).Distinct());
        Assert.Equal((3, 0, 4.5, s_at), host.Pipeline.Aggregates[0] is var first ? (first.Distribution!.Scale, first.Distribution.Offset, first.Distribution.Sum, first.TimestampMs) : default);
        var metrics = await host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("plimsoll_gateway_remote_write_samples_total{result=\"also_native\"} 4\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_that_come_in_different_requests_are_put_together()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter().Add($"{Ttft}_bucket", Engine + ",le=\"0.1\"", (s_at, 1)).Add($"{Ttft}_sum", Engine, (s_at, 2)).SendAsync(host);
        Assert.Empty(host.Pipeline.Aggregates);
        await new SeriesWriter().Add($"{Ttft}_bucket", Engine + ",le=\"+Inf\"", (s_at, 4)).SendAsync(host);

        Assert.Equal([1, 3], Assert.Single(host.Pipeline.Aggregates).Distribution!.Counts);
    }

    [Fact]
    public async Task A_known_bound_that_is_still_to_come_is_waited_for()
    {
        await using var host = await GatewayHost.StartAsync();
        await Add(new SeriesWriter(), s_at, 0.1, 0.5).SendAsync(host);

        await Add(new SeriesWriter(), s_at + 15_000, 0.1).SendAsync(host);
        Assert.Single(host.Pipeline.Aggregates);
        await new SeriesWriter().Add($"{Ttft}_bucket", Engine + ",le=\"0.5\"", (s_at + 15_000, 20)).SendAsync(host);

        Assert.Equal([0.1, 0.5], host.Pipeline.Aggregates[1].Distribution!.Bounds);
        Assert.Equal(host.Pipeline.Aggregates[0].Series, host.Pipeline.Aggregates[1].Series);
    }

    [Fact]
    public async Task A_point_that_never_becomes_whole_is_given_up_and_counted()
    {
        await using var host = await GatewayHost.StartAsync();
        await Add(new SeriesWriter(), s_at, 0.1, 0.5).SendAsync(host);

        await Add(new SeriesWriter(), s_at + 15_000, 0.1).SendAsync(host);
        await Add(new SeriesWriter(), s_at + 30_000, 0.1, 0.5).SendAsync(host);

        Assert.Equal([s_at, s_at + 30_000], host.Pipeline.Aggregates.Select(a => a.TimestampMs));
        var metrics = await host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("plimsoll_gateway_remote_write_histograms_incomplete_total 1\n", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 15_000)]
    [InlineData(false, HistogramRounds.MaxBoundAgeMs + 1)]
    public async Task With_other_bounds_it_is_another_series_once_the_old_bound_has_ended_or_is_old(bool ends, long later)
    {
        await using var host = await GatewayHost.StartAsync();
        await Add(new SeriesWriter(), s_at, 0.1, 0.5).SendAsync(host);
        if (ends)
            await new SeriesWriter().Add($"{Ttft}_bucket", Engine + ",le=\"0.5\"", (s_at + 1, SeriesWriter.Stale)).SendAsync(host);

        await Add(new SeriesWriter(), s_at + later, 0.1, 0.7).SendAsync(host);

        Assert.Equal([0.1, 0.7], host.Pipeline.Aggregates[1].Distribution!.Bounds);
        Assert.NotEqual(host.Pipeline.Aggregates[0].Series, host.Pipeline.Aggregates[1].Series);
    }

    [Fact]
    public async Task A_bucket_that_lags_behind_a_lower_one_has_none_of_its_own()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter()
            .Add($"{Ttft}_bucket", Engine + ",le=\"0.1\"", (s_at, 5))
            .Add($"{Ttft}_bucket", Engine + ",le=\"0.5\"", (s_at, 4))
            .Add($"{Ttft}_bucket", Engine + ",le=\"+Inf\"", (s_at, 6))
            .Add($"{Ttft}_bucket", Engine + ",le=\"x\"", (s_at, 6))
            .Add($"{Ttft}_sum", Engine, (s_at, 2))
            .Add($"{Ttft}_count", Engine, (s_at, 6))
            .SendAsync(host);

        Assert.Equal([5, 0, 1], Assert.Single(host.Pipeline.Aggregates).Distribution!.Counts);
    }

    [Fact]
    public async Task Token_usage_tells_of_tokens_and_calls_tell_of_requests_and_errors()
    {
        await using var host = await GatewayHost.StartAsync();
        const string Labels = "gen_ai_request_model=\"m\"";

        await AddTo(new SeriesWriter(), "gen_ai_client_token_usage", Labels + ",gen_ai_token_type=\"input\"", s_at, 100).SendAsync(host);
        await AddTo(new SeriesWriter(), "gen_ai_server_request_duration_seconds", Labels, s_at, 1).SendAsync(host);
        await AddTo(new SeriesWriter(), "gen_ai_server_request_duration_seconds", Labels + ",error_type=\"timeout\"", s_at, 1).SendAsync(host);

        Assert.Equal(
            [
                (AggregateTarget.InputTokens, 13L, null), (AggregateTarget.Distribution, 0, null),
                (AggregateTarget.Requests, 20, null), (AggregateTarget.Distribution, 0, null),
                (AggregateTarget.Requests, 20, null), (AggregateTarget.Errors, 20, "timeout"),
            ],
            host.Pipeline.Aggregates.Select(a => (a.Target, a.Value, a.Name)));
    }

    /// <summary>Ten values at or below each bound more than below the one before, and ten above the last.</summary>
    private static SeriesWriter Add(SeriesWriter writer, long atMs, params double[] bounds) => AddTo(writer, Ttft, Engine, atMs, bounds);

    private static SeriesWriter AddTo(SeriesWriter writer, string name, string labels, long atMs, params double[] bounds)
    {
        for (var i = 0; i < bounds.Length; i++)
            writer.Add($"{name}_bucket", FormattableString.Invariant($"{labels},le=\"{bounds[i]}\""), (atMs, 10 * (i + 1)));
        return writer
            .Add($"{name}_bucket", labels + ",le=\"+Inf\"", (atMs, 10 * (bounds.Length + 1)))
            .Add($"{name}_sum", labels, (atMs, 13))
            .Add($"{name}_count", labels, (atMs, 10 * (bounds.Length + 1)));
    }
}

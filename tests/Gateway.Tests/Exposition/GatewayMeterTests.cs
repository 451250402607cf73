using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Gateway.Exposition;

namespace Plimsoll.Gateway.Tests.Exposition;

public sealed class GatewayMeterTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Meter _meter;
    private readonly GatewayMeter _listener;

    public GatewayMeterTests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _meter = factory.Create(GatewayMeter.Name);
        _listener = new GatewayMeter(factory);
    }

    [Fact]
    public void Counters_add_up_by_label_set()
    {
        var rejected = _meter.CreateCounter<long>("plimsoll_gateway_rejected_total", description: "Rejected.");
        rejected.Add(2, new KeyValuePair<string, object?>("reason", "clock_skew"));
        rejected.Add(3, new KeyValuePair<string, object?>("reason", "clock_skew"));
        rejected.Add(1, new KeyValuePair<string, object?>("reason", "a\"b"));
        var text = Written();
        Assert.Contains("# TYPE plimsoll_gateway_rejected_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_rejected_total{reason=\"clock_skew\"} 5\n", text, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_rejected_total{reason=\"a\\\"b\"} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Observable_gauges_show_what_they_say_now_and_forget_what_they_said()
    {
        var now = new List<Measurement<int>> { new(4, new KeyValuePair<string, object?>("shard", 1)) };
        _meter.CreateObservableGauge("plimsoll_gateway_queue", () => now);
        Assert.Contains("plimsoll_gateway_queue{shard=\"1\"} 4\n", Written(), StringComparison.Ordinal);
        now[0] = new(5, new KeyValuePair<string, object?>("shard", 2));
        var text = Written();
        Assert.Contains("plimsoll_gateway_queue{shard=\"2\"} 5\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("shard=\"1\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Histograms_have_cumulative_buckets()
    {
        var seconds = _meter.CreateHistogram("plimsoll_gateway_fsync_seconds", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 3 })
            seconds.Record(value);
        var text = Written();
        Assert.Contains("plimsoll_gateway_fsync_seconds_bucket{le=\"0.1\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_fsync_seconds_bucket{le=\"1.0\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_fsync_seconds_bucket{le=\"+Inf\"} 4\n", text, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_fsync_seconds_count 4\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Up_down_counters_are_gauges_that_add_and_gauges_keep_the_last()
    {
        var open = _meter.CreateUpDownCounter<int>("plimsoll_gateway_open");
        open.Add(3);
        open.Add(-1);
        var level = _meter.CreateGauge<double>("plimsoll_gateway_level_ratio");
        level.Record(0.9);
        level.Record(0.4);
        var text = Written();
        Assert.Contains("# TYPE plimsoll_gateway_open gauge\nplimsoll_gateway_open 2\n", text, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_level_ratio 0.4\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Label_sets_beyond_the_bound_share_one()
    {
        var counter = _meter.CreateCounter<int>("plimsoll_gateway_wide");
        for (var i = 0; i < GatewayInstrument.MaxSeries + 50; i++)
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        Assert.Contains("plimsoll_gateway_wide_total{overflow=\"true\"} 50\n", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_meters_are_left_alone()
    {
        using var other = new Meter("System.Net.Http");
        other.CreateCounter<int>("plimsoll_gateway_elsewhere").Add(1);
        using var otherHost = new ServiceCollection().AddMetrics().BuildServiceProvider();
        otherHost.GetRequiredService<IMeterFactory>().Create(GatewayMeter.Name).CreateCounter<int>("plimsoll_gateway_elsewhere").Add(1);
        Assert.DoesNotContain("elsewhere", Written(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private string Written()
    {
        var output = new ArrayBufferWriter<byte>();
        _listener.Write(new TextExpositionWriter(output, MetricFormat.PrometheusText));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

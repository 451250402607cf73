using Google.Protobuf;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Gateway.Protos.Prometheus;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Scraping.Exposition;

public class ProtobufExpositionTests
{
    private const string Ttft = "vllm:time_to_first_token_seconds";

    private readonly Scraped _scraped = new();

    [Fact]
    public async Task Gauges_counters_and_classic_histograms_are_taken_as_from_text()
    {
        var classic = new Histogram { SampleCount = 5, SampleSum = 4.5, Bucket = { new Bucket { UpperBound = 0.1, CumulativeCount = 2 } } };

        var outcome = await _scraped.ReadAsync(Body(
            Family("vllm:num_requests_running", new Metric { Gauge = new() { Value = 3 } }),
            Family("vllm:prompt_tokens_total", new Metric { Counter = new() { Value = 1000 } }),
            Family(Ttft, new Metric { Histogram = classic })), Scraped.Protobuf);

        Assert.Null(outcome.Problem);
        Assert.Equal(3, Assert.Single(_scraped.Pipeline.Engines).RequestsRunning);
        Assert.Equal(1000, Assert.Single(_scraped.Pipeline.Aggregates, a => a.Target == AggregateTarget.InputTokens).Value);
        var ttft = Assert.Single(_scraped.Pipeline.Aggregates, a => a.Target == AggregateTarget.Distribution).Distribution!;
        Assert.Equal([0.1], ttft.Bounds);
        Assert.Equal([2, 3], ttft.Counts);
        Assert.Equal(4.5, ttft.Sum);
    }

    [Fact]
    public async Task A_native_histogram_is_taken_over_bucket_by_bucket_and_its_classic_buckets_are_not_counted_again()
    {
        var native = Native(3, (5, [2, 0, 1]), (2, [4]));
        native.Bucket.Add(new Bucket { UpperBound = 1, CumulativeCount = 8 });

        await _scraped.ReadAsync(Body(Family(Ttft, new Metric { Histogram = native })), Scraped.Protobuf);

        var ttft = Assert.Single(_scraped.Pipeline.Aggregates).Distribution!;
        Assert.Null(ttft.Bounds);
        // Their bucket 5 is OpenTelemetry's 4; the gap of two stands between the runs.
        Assert.Equal((3, 4, 1L), (ttft.Scale, ttft.Offset, ttft.ZeroCount));
        Assert.Equal([2, 0, 1, 0, 0, 4], ttft.Counts);
    }

    [Fact]
    public async Task Buckets_too_far_apart_are_told_at_a_coarser_scale()
    {
        await _scraped.ReadAsync(Body(Family(Ttft, new Metric { Histogram = Native(8, (-1023, [1]), (3000, [2])) })), Scraped.Protobuf);

        var ttft = Assert.Single(_scraped.Pipeline.Aggregates).Distribution!;
        Assert.Equal(5, ttft.Scale);
        Assert.InRange(ttft.Counts.Count, 2, TelemetryLimits.Buckets);
        Assert.Equal((1L, 2L), (ttft.Counts[0], ttft.Counts[^1]));
        Assert.Equal(-1024 >> 3, ttft.Offset);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(-5)]
    [InlineData(-53)]
    public async Task A_schema_that_nobody_knows_makes_no_distribution(int schema)
    {
        await _scraped.ReadAsync(Body(Family(Ttft, new Metric { Histogram = Native(schema, (1, [1])) })), Scraped.Protobuf);

        Assert.Empty(_scraped.Pipeline.Aggregates);
        Assert.Equal(1, _scraped[SampleFate.NoDistribution]);
    }

    [Fact]
    public async Task What_is_cut_short_or_changed_is_read_or_refused_and_never_a_fault()
    {
        var whole = Body(Family(Ttft, new Metric { Histogram = Native(3, (5, [2, 0, 1])) }), Family("vllm:prompt_tokens_total", new Metric { Counter = new() { Value = 1 } }));
        Assert.Equal("cut_short", (await _scraped.ReadAsync(whole[..^1], Scraped.Protobuf)).Problem?.Reason);
        Assert.Empty(_scraped.Pipeline.Aggregates);
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var body = whole.ToArray();
            for (var changes = 1 + random.Next(4); changes > 0; changes--)
                body[random.Next(body.Length)] = (byte)random.Next(256);
            await _scraped.ReadAsync(body, Scraped.Protobuf);
        }
        Assert.Equal(0, _scraped.Pipeline.Outstanding);
    }

    private static MetricFamily Family(string name, Metric metric)
    {
        metric.Label.Add(new LabelPair { Name = "model_name", Value = "chat" });
        return new MetricFamily { Name = name, Metric = { metric } };
    }

    private static Histogram Native(int schema, params (int Offset, long[] Counts)[] runs)
    {
        var histogram = new Histogram { Schema = schema, ZeroThreshold = 1e-9, ZeroCount = 1, SampleSum = 4.5, SampleCount = 1 + (ulong)runs.Sum(r => r.Counts.Sum()) };
        var previous = 0L;
        foreach (var (offset, counts) in runs)
        {
            histogram.PositiveSpan.Add(new BucketSpan { Offset = offset, Length = (uint)counts.Length });
            foreach (var count in counts)
            {
                histogram.PositiveDelta.Add(count - previous);
                previous = count;
            }
        }
        return histogram;
    }

    private static byte[] Body(params MetricFamily[] families)
    {
        using var body = new MemoryStream();
        foreach (var family in families)
            family.WriteDelimitedTo(body);
        return body.ToArray();
    }
}

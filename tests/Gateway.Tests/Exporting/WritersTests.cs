using IronSnappy;
using Plimsoll.Components.Views;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Gateway.Exporting.Otlp;
using Plimsoll.Gateway.Exporting.RemoteWrite;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Gateway.Protos;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Query;

namespace Plimsoll.Gateway.Tests.Exporting;

public class WritersTests
{
    private static readonly HistogramView s_sketch = new(Scale: 3, Offset: -4, Counts: [1, 0, 2], ZeroCount: 1, Count: 4, Sum: 2.5);
    private static readonly ExportDestination s_destination = new(new Uri("http://127.0.0.1:1/x")) { Labels = new Dictionary<string, string> { ["cluster"] = "c" } };

    private static readonly FakeDirectory s_directory = new(new FakeComponent
    {
        View = Canned.Busy().View,
        Metrics = new ComponentMetrics { Component = "chat", Requests = 7, ErrorsByType = new Dictionary<string, long> { ["timeout"] = 2 }, Histograms = new Dictionary<string, HistogramView> { ["ttft_seconds"] = s_sketch }, Stages = new Dictionary<string, HistogramView> { ["retrieval"] = s_sketch }, WeightedDurationSeconds = 6, WeightedTokens = 3 },
    });

    [Fact]
    public async Task Remote_write_has_each_series_with_sorted_labels_and_the_same_time()
    {
        var payload = Assert.Single(await new RemoteWriteSource(s_destination, s_directory).CollectAsync(GatewayHost.Now, default));
        var series = Read(Snappy.Decode(payload.Body.Span));

        Assert.Equal(("snappy", payload.Points, "0.1.0"), (payload.Encoding, series.Count, payload.Headers.Single(h => h.Key == "X-Prometheus-Remote-Write-Version").Value));
        Assert.Equal(7, series["__name__=plimsoll_requests_total,cluster=c,component=chat"]);
        Assert.Equal(2, series["__name__=plimsoll_request_errors_total,cluster=c,component=chat,error_type=timeout"]);
        Assert.Equal(4, series["__name__=plimsoll_ttft_seconds_bucket,cluster=c,component=chat,le=+Inf"]);
        Assert.Equal(2.5, series["__name__=plimsoll_ttft_seconds_sum,cluster=c,component=chat"]);
        Assert.Equal(4, series["__name__=plimsoll_stage_duration_seconds_count,cluster=c,component=chat,stage=retrieval"]);
        Assert.Equal((6, 3), (series["__name__=plimsoll_token_weighted_duration_seconds_total,cluster=c,component=chat"], series["__name__=plimsoll_token_weighted_tokens_total,cluster=c,component=chat"]));
    }

    [Fact]
    public async Task Otlp_has_counters_as_sums_and_sketches_bucket_by_bucket()
    {
        var payload = Assert.Single(await new OtlpMetricSource(s_destination, s_directory).CollectAsync(GatewayHost.Now, default));
        var resource = Assert.Single(ExportMetricsRequest.Parser.ParseFrom(payload.Body.Span).ResourceMetrics);

        Assert.Equal("http://127.0.0.1:1/x/v1/metrics", payload.Url.AbsoluteUri);
        Assert.Contains(resource.Resource.Attributes, a => a.Key == "cluster" && a.Value.StringValue == "c");
        var metrics = Assert.Single(resource.ScopeMetrics).Metrics;
        Assert.Equal(metrics.Select(m => m.Name).Distinct(), metrics.Select(m => m.Name));
        var requests = metrics.Single(m => m.Name == "plimsoll_requests").Sum;
        Assert.Equal((true, 2, 7d), (requests.IsMonotonic, requests.Temporality, Assert.Single(requests.DataPoints).AsDouble));
        var ttft = Assert.Single(metrics.Single(m => m.Name == "plimsoll_ttft_seconds").Exponential.DataPoints);
        Assert.Equal((3, -4, 1UL, 4UL, 2.5), (ttft.Scale, ttft.Positive.Offset, ttft.ZeroCount, ttft.Count, ttft.Sum));
        Assert.Equal([1UL, 0, 2], ttft.Positive.BucketCounts);
    }

    [Fact]
    public async Task Our_own_receiver_takes_verdicts_for_scores()
    {
        await using var host = await GatewayHost.StartAsync();
        var verdict = new VerdictView(
            GatewayHost.Now, GatewayHost.Now, "r-1", new string('a', 32), "t", "v2", "support@1", "openai:m", false,
            new Dictionary<string, double?> { ["safety"] = 0.9, ["relevance"] = null }, 0.9, "the judge's words", "uniform", 1);
        var logs = new ExportLogsRequest { ResourceLogs = { new ResourceLogs { ScopeLogs = { new ScopeLogs { LogRecords = { VerdictEvents.Of("chat", verdict) } } } } } };

        var body = Google.Protobuf.MessageExtensions.ToByteArray(logs);
        var answer = await host.PostAsync("/v1/logs", body, "application/x-protobuf");

        Assert.Equal(200, answer.Status);
        var score = Assert.Single(host.Pipeline.Scores);
        Assert.Equal(("chat", "safety", 0.9, "openai:m", "r-1"), (score.Component, score.Name, score.Value, score.Source, score.RequestId));
        Assert.DoesNotContain("words", System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_holds_no_more_series_than_receivers_take()
    {
        var writer = new SeriesWriter(new Dictionary<string, string>(), 1);
        writer.Begin(new("m", MetricType.Gauge, ""));
        for (var i = 0; i <= SeriesWriter.MaxSeries; i++)
            writer.Sample(LabelSet.Of("i", $"{i}"), i);
        writer.End();

        Assert.Equal([SeriesWriter.MaxSeries, 1], writer.Requests.Select(r => r.Points));
    }

    private static Dictionary<string, double> Read(ReadOnlySpan<byte> request)
    {
        var found = new Dictionary<string, double>();
        var table = new LabelTable();
        var fields = new ProtoReader(request);
        while (fields.Next())
        {
            Assert.Null(SeriesMessage.Read(fields.Bytes, table, out _));
            var labels = new SeriesLabels(fields.Bytes, table);
            var names = new List<string>();
            for (var i = 0; i < labels.Count; i++)
                names.Add($"{System.Text.Encoding.UTF8.GetString(labels.Name(i))}={System.Text.Encoding.UTF8.GetString(labels.Value(i))}");
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
            var samples = new SampleReader(fields.Bytes);
            Assert.True(samples.Next());
            Assert.Equal(GatewayHost.Now.ToUnixTimeMilliseconds(), samples.TimestampMs);
            found.Add(string.Join(',', names), samples.Value);
        }
        return found;
    }
}

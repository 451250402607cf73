using Google.Protobuf;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Otlp;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Ingest.Otlp.Metrics;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp;

public class OtlpRecordCountTests
{
    [Fact]
    public void Spans_are_counted_without_being_parsed()
    {
        var body = Spans.Request(Spans.Make(("a", "b")), Spans.Make(("c", 1)), Spans.Make()).ToByteArray();

        Assert.False(OtlpRecordCount.Exceeds(body, 3));
        Assert.True(OtlpRecordCount.Exceeds(body, 2));
    }

    [Fact]
    public void Points_of_every_kind_are_counted()
    {
        var body = MetricRequests.Of(
            MetricRequests.Counter("a", 1), MetricRequests.Gauge("b", 1), MetricRequests.Histogram("c", "s", 1)).ToByteArray();

        Assert.False(OtlpRecordCount.PointsExceed(body, 3));
        Assert.True(OtlpRecordCount.PointsExceed(body, 2));
    }

    [Fact]
    public void Bytes_that_are_no_protobuf_do_no_harm()
    {
        var random = new Random(9);
        for (var round = 0; round < 2000; round++)
        {
            var body = new byte[random.Next(60)];
            random.NextBytes(body);

            Assert.False(OtlpRecordCount.Exceeds(body, 1000));
        }
    }

    [Theory]
    [InlineData("/v1/traces")]
    [InlineData("/v1/metrics")]
    [InlineData("/v1/logs")]
    public async Task More_records_than_the_bound_are_refused(string path)
    {
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { Ingest = new IngestOptions { MaxRecordsPerRequest = 5 } });

        Assert.Equal(200, (await host.PostAsync(path, Empty(5), "application/x-protobuf")).Status);
        Assert.Equal(413, (await host.PostAsync(path, Empty(6), "application/x-protobuf")).Status);
    }

    /// <summary>So many empty records, two bytes each, of a resource's scope.</summary>
    private static byte[] Empty(int records)
    {
        byte[] scope = [.. Enumerable.Repeat<byte[]>([0x12, 0], records).SelectMany(r => r)];
        byte[] resource = [0x12, (byte)scope.Length, .. scope];
        return [0x0A, (byte)resource.Length, .. resource];
    }
}

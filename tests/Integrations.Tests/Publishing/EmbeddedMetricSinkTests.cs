using System.Text.Json;
using Plimsoll.Integrations.Publishing;
using Plimsoll.Publishing;

namespace Plimsoll.Integrations.Tests.Publishing;

public sealed class EmbeddedMetricSinkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plimsoll-emf-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "metrics.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_line_has_directive_dimensions_and_values_and_the_next_one_comes_after_it()
    {
        await WriteAsync(Minute("a", [PublishedPoint.One("requests", PointUnit.Count, 3), new("ttft_ms", PointUnit.Milliseconds, [1, 2], [3, 4])]));
        await WriteAsync(Minute("b", [PublishedPoint.One("requests", PointUnit.Count, 1)]));

        var lines = await File.ReadAllLinesAsync(Path);
        Assert.Equal(2, lines.Length);
        var line = JsonDocument.Parse(lines[0]).RootElement;
        var aws = line.GetProperty("_aws");
        Assert.Equal(600_000, aws.GetProperty("Timestamp").GetInt64());
        var directive = aws.GetProperty("CloudWatchMetrics")[0];
        Assert.Equal("Plimsoll", directive.GetProperty("Namespace").GetString());
        Assert.Equal("Component", directive.GetProperty("Dimensions")[0][0].GetString());
        Assert.Equal(["requests", "ttft_ms"], directive.GetProperty("Metrics").EnumerateArray().Select(m => m.GetProperty("Name").GetString()));
        Assert.Equal(("a", 3), (line.GetProperty("Component").GetString(), line.GetProperty("requests").GetDouble()));
        var ttft = line.GetProperty("ttft_ms");
        Assert.Equal([3, 4], ttft.GetProperty("Counts").EnumerateArray().Select(c => c.GetDouble()));
        Assert.Equal((7, 11), (ttft.GetProperty("Count").GetDouble(), ttft.GetProperty("Sum").GetDouble()));
    }

    [Fact]
    public async Task A_directive_names_a_hundred_metrics_and_a_metric_a_hundred_values()
    {
        var values = Enumerable.Range(1, 150).Select(i => (double)i).ToArray();
        await WriteAsync(Minute("a", [.. Enumerable.Range(0, 130).Select(i => new PublishedPoint($"m{i}", PointUnit.None, values, values))]));

        var lines = (await File.ReadAllLinesAsync(Path)).Select(l => JsonDocument.Parse(l).RootElement).ToList();

        Assert.Equal([100, 30], lines.Select(l => l.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics").GetArrayLength()));
        var metric = lines[0].GetProperty("m0");
        Assert.InRange(metric.GetProperty("Values").GetArrayLength(), 1, 100);
        Assert.Equal(values.Sum(), metric.GetProperty("Count").GetDouble());
        Assert.Equal(values.Sum(v => v * v), metric.GetProperty("Sum").GetDouble(), 3);
    }

    [Fact]
    public async Task A_file_that_is_long_enough_is_set_aside()
    {
        await File.WriteAllTextAsync(Path, "old\n");
        await using (var next = RotatedFile.Open(Path, 4))
            next.WriteByte((byte)'n');

        Assert.Equal("n", await File.ReadAllTextAsync(Path));
        Assert.Equal("old\n", await File.ReadAllTextAsync(Path + ".1"));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_tried_again_later()
    {
        var sink = new EmbeddedMetricSink(new(), () => RotatedFile.Open(System.IO.Path.Combine(_folder.FullName, "none", "x"), 4));

        var outcome = await sink.SendAsync(sink.Pack([Minute("a", [PublishedPoint.One("m", PointUnit.None, 1)])]).Single(), default);

        Assert.IsType<PublishOutcome.Later>(outcome);
    }

    private async Task WriteAsync(PublishedMinute minute)
    {
        var sink = new EmbeddedMetricSink(new(), () => RotatedFile.Open(Path, RotatedFile.MostBytes));
        foreach (var call in sink.Pack([minute]))
            Assert.IsType<PublishOutcome.Done>(await sink.SendAsync(call, default));
    }

    private static PublishedMinute Minute(string component, PublishedPoint[] own) => new(10, component, null, component, [], own);
}

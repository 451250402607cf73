using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Gateway.Scraping;
using Plimsoll.Gateway.Scraping.Exposition;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Scraping.Exposition;

/// <summary>Answers of targets as they are read, one after the other, and the rows that they make.</summary>
internal sealed class Scraped
{
    public const string Text = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    public const string Protobuf = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    public const int MostComponents = 200;

    private readonly ScrapedSeries _series;
    private readonly Dictionary<SampleFate, int> _fates = [];
    private long _atMs = GatewayHost.Now.ToUnixTimeMilliseconds();

    public Scraped(int maxSamples = 10_000, params PodOwner[] pods)
    {
        var time = new ManualTimeProvider(GatewayHost.Now);
        _series = new(new RemoteWriteOptions(), new PodOwners(pods, time), new() { MaxSamples = maxSamples, MaxComponents = MostComponents }, time);
    }

    public FakePipeline Pipeline { get; } = new(GatewayHost.Hash);

    public static ScrapeJob Job { get; } = new() { Name = "vllm" };

    public int this[SampleFate fate] => _fates.GetValueOrDefault(fate);

    public static ScrapeTarget Target(params (string Name, string Value)[] labels) =>
        new(Job, "10.0.0.1:8000", labels.ToDictionary(l => l.Name, l => l.Value));

    public Task<ScrapeOutcome> ReadAsync(string body, string type = Text, ScrapeTarget? target = null) => ReadAsync(Encoding.UTF8.GetBytes(body), type, target);

    public async Task<ScrapeOutcome> ReadAsync(byte[] body, string type = Text, ScrapeTarget? target = null)
    {
        var batch = Pipeline.Rent();
        _atMs += 15_000;
        using var decoder = new ScrapeDecoder(_series);
        var outcome = await decoder.ReadAsync(target ?? Target(), body, type, _atMs, new RowSink(Pipeline, batch), new IngestReport(), Count, default);
        await Pipeline.SubmitAsync(batch, _atMs);
        return outcome;
    }

    private void Count(ScrapedSeries series)
    {
        foreach (var fate in Enum.GetValues<SampleFate>())
            _fates[fate] = series.Fates[fate];
    }
}

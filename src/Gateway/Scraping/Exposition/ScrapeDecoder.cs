using Microsoft.Net.Http.Headers;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.RemoteWrite;

namespace Plimsoll.Gateway.Scraping.Exposition;

/// <summary>
/// Reads the answers of targets, one at a time: what they cost together is at most one processor.
/// </summary>
internal sealed class ScrapeDecoder(ScrapedSeries series) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ProtobufExposition _protobuf = new();

    /// <summary>Puts the rows of a whole answer into the sink; of one that is not whole, none.</summary>
    public async Task<ScrapeOutcome> ReadAsync(
        ScrapeTarget target, ReadOnlyMemory<byte> body, string contentType, long atMs, RowSink sink, IngestReport report, Action<ScrapedSeries> count, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            series.Begin(target, atMs);
            var problem = Read(body.Span, contentType);
            if (problem is null)
                series.Flush(sink, report);
            count(series);
            return new(series.Samples, series.Fates[SampleFate.Mapped], report.Rejected, problem) { Excess = series.Fates[SampleFate.TooManyComponents] };
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private ScrapeProblem? Read(ReadOnlySpan<byte> body, string contentType)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.Value : null;
        return type == "application/vnd.google.protobuf"
            ? _protobuf.Read(body, series)
            : new TextExposition(body, type == "application/openmetrics-text", series).Read();
    }
}

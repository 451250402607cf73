using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Scraping.Exposition;
using Plimsoll.Integrations.Scrape;

namespace Plimsoll.Gateway.Scraping;

/// <summary>Asks one target once and submits what it told. What is lost of a scrape is in the next: series count from their start.</summary>
internal sealed class TargetScrape(
    ScrapeClient client, ScrapeDecoder decoder, IIngestPipeline pipeline, ScrapeOptions options, IngestInstruments rows, ScrapeInstruments instruments, TimeProvider time)
{
    private const string Format = "scrape";

    public async Task<ScrapeOutcome> RunAsync(ScrapeTarget target, CancellationToken cancellation)
    {
        if (pipeline.Overloaded() is not null)
            return ScrapeOutcome.Failed("overloaded", "the gateway has more to do than it can; this scrape is left out");
        var atMs = NowMs;
        return await client.AskAsync(
            target.Url, target.Job.TokenFile, target.Job.Timeout, options.MaxBodyBytes, answer => TakeAsync(target, answer, atMs, cancellation), cancellation);
    }

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<ScrapeOutcome> TakeAsync(ScrapeTarget target, ScrapeAnswer answer, long atMs, CancellationToken cancellation) => answer switch
    {
        ScrapeAnswer.Received received => await TakeAsync(target, received, atMs, cancellation),
        ScrapeAnswer.Failed failed => ScrapeOutcome.Failed(failed.Reason, failed.Detail),
        _ => throw new InvalidOperationException($"No way to take {answer}"),
    };

    private async Task<ScrapeOutcome> TakeAsync(ScrapeTarget target, ScrapeAnswer.Received received, long atMs, CancellationToken cancellation)
    {
        var batch = pipeline.Rent();
        var handedOver = false;
        try
        {
            var report = new IngestReport();
            var outcome = await decoder.ReadAsync(
                target, received.Body, received.ContentType, atMs, new RowSink(pipeline, batch), report, instruments.Read, cancellation);
            handedOver = batch.Count > 0;
            var submitted = handedOver ? await pipeline.SubmitAsync(batch, NowMs) : new SubmitResult.Accepted(0, 0);
            if (submitted is SubmitResult.Unavailable refused)
                return outcome with { Problem = new("unavailable", $"the gateway took nothing ({refused.Reason})") };
            var accepted = (SubmitResult.Accepted)submitted;
            if (outcome.Problem is null)
                rows.Taken(Format, received.Body.Length, accepted.Count, accepted.Duplicates, report);
            return outcome;
        }
        finally
        {
            if (!handedOver)
                pipeline.Return(batch);
        }
    }
}

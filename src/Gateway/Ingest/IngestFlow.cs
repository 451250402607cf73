using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Ingest;

/// <summary>What every ingest request goes through: the gate, the body, the rows, the journal, the answer.</summary>
internal sealed class IngestFlow(
    IngestGate gate, BodyReader bodies, IIngestPipeline pipeline, IngestInstruments instruments, TimeProvider time)
{
    public async Task RunAsync(HttpContext context, IIngestFormat format)
    {
        var refusal = gate.Enter();
        if (refusal is null)
        {
            try
            {
                refusal = await TakeAsync(context, format);
            }
            finally
            {
                gate.Leave();
            }
        }
        if (refusal is null)
            return;
        instruments.Refused(format.Name, refusal.Code);
        await format.RefuseAsync(context, refusal);
    }

    private async Task<Refusal?> TakeAsync(HttpContext context, IIngestFormat format)
    {
        var report = new IngestReport();
        var batch = pipeline.Rent();
        var handedOver = false;
        try
        {
            var (unread, bytes) = await DecodeAsync(context.Request, format, new RowSink(pipeline, batch), report);
            if (unread is not null)
                return unread;
            handedOver = batch.Count > 0;
            var (refusal, accepted, duplicates) = handedOver ? await SubmitAsync(batch) : (null, 0, 0);
            if (refusal is not null)
                return refusal;
            instruments.Taken(format.Name, bytes, accepted, duplicates, report);
            await format.AnswerAsync(context, report, accepted, duplicates);
            return null;
        }
        finally
        {
            if (!handedOver)
                pipeline.Return(batch);
        }
    }

    private async ValueTask<(Refusal? Refusal, long Bytes)> DecodeAsync(HttpRequest request, IIngestFormat format, RowSink sink, IngestReport report)
    {
        using var body = bodies.Rent();
        if (BodyReader.IsPlain(request) && format.Stream(request, sink, report) is { } rows)
        {
            await using (rows)
                return await bodies.ReadAsync(request, body, rows);
        }
        if (await bodies.ReadAsync(request, body) is { } unread)
            return (unread, 0);
        return (format.Decode(request, body.Memory.Span, sink, report), body.Length);
    }

    private async ValueTask<(Refusal? Refusal, int Accepted, int Duplicates)> SubmitAsync(IngestBatch batch) =>
        await pipeline.SubmitAsync(batch, time.GetUtcNow().ToUnixTimeMilliseconds()) switch
        {
            SubmitResult.Accepted accepted => (null, accepted.Count, accepted.Duplicates),
            SubmitResult.Unavailable no => (new Refusal(StatusCodes.Status503ServiceUnavailable, "unavailable", no.Reason, no.RetryAfter), 0, 0),
            var other => throw new InvalidOperationException($"No answer for {other}"),
        };
}
